"""A seminar report in which every kind of record has a value in every column that editors fill."""

from datetime import date

from portal.content import revisions
from portal.imports.importer import ImportOptions, Upload, import_file
from recommendations.models import Involvement
from reports.models import Report
from tests.builders.records import (
    assign_themes,
    make_cross_reference,
    make_instrument,
    make_organization,
    make_rationale_link,
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


def seminar(**options):
    report, _ = import_file(Upload("seminar.txt", TEXT), ImportOptions(**options))
    return report


def fill(report):
    """Link every kind of record that can be linked."""
    organization, other = make_organization("ILO", acronym="ILO"), make_organization("Thailand")
    theme, instrument = make_theme("Training"), make_instrument("Skills Convention")
    report.co_chairs.set([other])
    Report.objects.filter(pk=report.pk).update(
        ends_on=date(2019, 3, 11), stated_participants=60, summary="*Dear*"
    )
    paragraph = report.paragraphs.get(anchor="p3")
    assign_themes(paragraph, [theme])
    paragraph.organizations.add(organization)
    paragraph.instruments.add(instrument)
    paragraph.speaking_organizations.add(other)
    first = report.participations.order_by("pk").first()
    first.affiliations.create(organization=other, order=1)
    first.affiliations.create(organization=organization, order=0)
    recommendation = report.recommendations.get(reference="4.1")
    assign_themes(recommendation, [], suggested=[theme])
    recommendation.instruments.add(instrument)
    for role in Involvement.Role:
        recommendation.involvements.create(organization=organization, role=role)
    make_cross_reference(recommendation, paragraph, words="train")
    make_rationale_link(recommendation, paragraph)
    return report


def published_seminar():
    """Return the filled seminar report, published."""
    report = fill(seminar(publish=True))
    revisions.mark_published(revisions.save_revision(report, "Filled"))
    return report
