"""A load: everything there, everything public, every promise kept, and nobody else's touched."""

import io

import pytest
from django.db import IntegrityError, transaction

from bench import load, vocabulary
from bench.workshops import workshops
from recommendations.models import Involvement, Recommendation
from reports.models import (
    Contribution,
    Instrument,
    Organization,
    Paragraph,
    Participation,
    Person,
    Report,
    Session,
    Theme,
)
from reports.signals import report_changed
from tests.builders import make_organization, make_report

pytestmark = pytest.mark.django_db
FEW = 200


class Terminal(io.StringIO):
    def isatty(self):
        return True


def load_few():
    """Return what a terminal shows of the load."""
    stream = Terminal()
    load.load(FEW, stream=stream)
    return stream.getvalue()


def test_all_that_was_invented_is_stored():
    load_few()

    made = list(workshops(FEW))
    sessions = [session for one in made for session in one.sessions]
    paragraphs = [paragraph for one in sessions for paragraph in one.paragraphs]
    asked = [recommendation for one in made for recommendation in one.recommendations]
    assert Report.objects.count() == len(made)
    assert Session.objects.count() == len(sessions)
    assert Paragraph.objects.count() == len(paragraphs)
    assert Recommendation.objects.count() == len(asked) == FEW
    assert Contribution.objects.count() == sum(1 for p in paragraphs if p.speaker)
    assert Recommendation.themes.through.objects.count() == sum(
        len(one.subjects.themes) for one in asked
    )
    assert Involvement.objects.count() == sum(
        len(one.addressees) + len(one.subjects.organizations) for one in asked
    )
    assert Person.objects.count() == vocabulary.PEOPLE
    for one in made[0].recommendations:
        assert_stored(made[0], one)


def assert_stored(workshop, one):
    stored = Recommendation.objects.get(
        report__slug=workshop.slug, reference=one.reference
    )
    parent = stored.parent.reference if stored.parent else ""
    assert (stored.text, stored.level, parent) == (one.text, one.level, one.parent)
    assert stored.paragraph.voice == Paragraph.Voice.AGREED
    assert {body.slug for body in stored.addressees} == {
        body.slug for body in one.addressees
    }


def test_the_gate_lets_through_what_was_loaded():
    load_few()

    for model in (Report, Session, Paragraph, Contribution, Recommendation):
        assert model.objects.published().count() == model.objects.count() > 0
    assert Participation.objects.published().exists()
    for model in (Theme, Organization, Instrument, Person):
        assert model.objects.published().exists()


def test_the_pages_show_what_was_loaded(client):
    load_few()

    page = client.get("/recommendations/", {"level": "regional"})
    regional = Recommendation.objects.filter(level="regional").count()
    assert f"{regional} recommendations" in page.content.decode()
    assert client.get(Report.objects.first().get_absolute_url()).status_code == 200


def test_the_database_s_promises_hold_for_what_was_loaded():
    load_few()

    point = Recommendation.objects.nested().first()
    elsewhere = Report.objects.exclude(pk=point.report_id).first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=point.pk).update(report=elsewhere)
    for one in Recommendation.objects.nested().select_related("parent"):
        assert (one.level, one.report_id) == (one.parent.level, one.parent.report_id)
    for one in Contribution.objects.select_related("paragraph", "participation"):
        assert one.paragraph.voice == Paragraph.Voice.NAMED
        assert one.paragraph.report_id == one.participation.report_id


def test_a_load_tells_its_progress_and_sends_no_signal_for_its_rows():
    told = []

    def listener(**signal):
        told.append(signal)

    report_changed.connect(listener)
    progress = load_few()
    report_changed.disconnect(listener)

    assert f"{FEW}/{FEW}" in progress
    assert told == []


def test_a_second_load_finds_the_first_and_mixes_no_other_size_in():
    load_few()

    assert load_few() == ""
    with pytest.raises(load.NotOursError, match="holds 200 recommendations"):
        load.load(FEW + 1)
    assert Recommendation.objects.count() == FEW


@pytest.mark.parametrize("make", [make_report, make_organization])
def test_a_database_with_somebody_else_s_records_is_refused(make):
    make()

    with pytest.raises(load.NotOursError, match="did not make"):
        load_few()
    assert Recommendation.objects.count() == 0
