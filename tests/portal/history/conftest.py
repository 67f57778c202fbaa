"""A report in which every kind of record has something in every column that an editor fills."""

import json
import zlib
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection

from portal.history import recording, snapshot
from portal.history.models import Revision
from portal.history.promises import PROMISES
from portal.importing.intake import File, Wishes, take_in_file
from recommendations.models import Involvement
from reports import triggers
from reports.models import Report
from tests.builders import (
    assign_themes,
    make_instrument,
    make_organization,
    make_theme,
)

TEXT = b"""ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Ms. Ana Cruz, Director, noted this. Skills travel with people.
2. Mr. Ben Otto, Adviser, explained how training is paid for (Annex 1).

Session 1: Training

3. Training is dear.
4. Participants recommended to:
- train more;
  - in care;
- ask employers.

Closing

5. The co-chairs thanked all.

Annex 1: List of participants

Nobody.
"""


@contextmanager
def revisions_can_change():
    """Let a test make a revision what an earlier program would have kept."""
    triggers.change(connection, PROMISES, put_up=False)
    yield
    triggers.change(connection, PROMISES, put_up=True)


def keep_in_first_form(revision):
    """Let the revision be as the first version of the portal kept it."""
    data = json.loads(revision.text) | {"schema": 1}
    for one in data["paragraph"]:
        one["themes"] = [theme for theme, _ in one["themes"]]
    for one in data["recommendation"]:
        one["themes"] = [theme for theme, _ in one["themes"]]
        del one["label"]
    text = snapshot.written(data)
    with revisions_can_change():
        Revision.objects.filter(pk=revision.pk).update(
            content=zlib.compress(text.encode()), sha256=snapshot.fingerprint(text)
        )
    return Revision.objects.get(pk=revision.pk)


def seminar(**wishes):
    report, _ = take_in_file(File("seminar.txt", TEXT), Wishes(**wishes))
    return report


def fill(report):
    """Link everything that can be linked."""
    body, other = make_organization("ILO", acronym="ILO"), make_organization("Thailand")
    theme, text = make_theme("Training"), make_instrument("Skills Convention")
    report.co_chairs.set([other])
    Report.objects.filter(pk=report.pk).update(
        ends_on=date(2019, 3, 11), stated_participants=60, summary="*Dear*"
    )
    paragraph = report.paragraphs.get(anchor="p3")
    assign_themes(paragraph, [theme])
    paragraph.organizations.add(body)
    paragraph.instruments.add(text)
    paragraph.speaking_organizations.add(other)
    first = report.participations.order_by("pk").first()
    first.affiliations.create(organization=other, order=1)
    first.affiliations.create(organization=body, order=0)
    asked = report.recommendations.get(reference="4.1")
    assign_themes(asked, [], suggested=[theme])
    asked.instruments.add(text)
    for role in Involvement.Role:
        asked.involvements.create(organization=body, role=role)
    return report


@pytest.fixture
def report(db):
    """A draft."""
    made = fill(seminar())
    recording.record(made, "Filled")
    return made


@pytest.fixture
def published(db):
    """A report that readers have."""
    made = fill(seminar(publish=True))
    recording.readers_have(recording.record(made, "Filled"))
    return made
