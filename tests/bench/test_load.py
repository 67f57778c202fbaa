"""A benchmark load: complete, published, consistent, and refused in a database in use."""

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
from tests.builders.records import make_organization, make_report

pytestmark = pytest.mark.django_db
FEW = 200


class Terminal(io.StringIO):
    def isatty(self):
        return True


def load_few():
    """Load a few records and return the terminal output."""
    stream = Terminal()
    load.load(FEW, stream=stream)
    return stream.getvalue()


def test_every_generated_record_is_stored():
    load_few()

    generated = list(workshops(FEW))
    sessions = [session for workshop in generated for session in workshop.sessions]
    paragraphs = [paragraph for session in sessions for paragraph in session.paragraphs]
    recommendations = [
        recommendation for workshop in generated for recommendation in workshop.recommendations
    ]
    assert Report.objects.count() == len(generated)
    assert Session.objects.count() == len(sessions)
    assert Paragraph.objects.count() == len(paragraphs)
    assert Recommendation.objects.count() == len(recommendations) == FEW
    assert Contribution.objects.count() == sum(1 for p in paragraphs if p.speaker)
    assert Recommendation.themes.through.objects.count() == sum(
        len(recommendation.subjects.themes) for recommendation in recommendations
    )
    assert Involvement.objects.count() == sum(
        len(recommendation.addressees) + len(recommendation.subjects.organizations)
        for recommendation in recommendations
    )
    assert Person.objects.count() == vocabulary.PEOPLE
    for recommendation in generated[0].recommendations:
        assert_stored(generated[0], recommendation)


def assert_stored(workshop, recommendation):
    stored = Recommendation.objects.get(
        report__slug=workshop.slug, reference=recommendation.reference
    )
    parent = stored.parent.reference if stored.parent else ""
    assert (stored.text, stored.level, parent) == (
        recommendation.text,
        recommendation.level,
        recommendation.parent,
    )
    assert stored.paragraph.voice == Paragraph.Voice.AGREED
    assert {body.slug for body in stored.addressees} == {
        body.slug for body in recommendation.addressees
    }


def test_loaded_records_are_all_published():
    load_few()

    for model in (Report, Session, Paragraph, Contribution, Recommendation):
        assert model.objects.published().count() == model.objects.count() > 0
    assert Participation.objects.published().exists()
    for model in (Theme, Organization, Instrument, Person):
        assert model.objects.published().exists()


def test_loaded_records_are_shown_on_the_pages(client):
    load_few()

    page = client.get("/recommendations/", {"level": "regional"})
    regional = Recommendation.objects.filter(level="regional").count()
    assert f"{regional} recommendations" in page.content.decode()
    assert client.get(Report.objects.first().get_absolute_url()).status_code == 200


def test_database_constraints_hold_for_loaded_records():
    load_few()

    point = Recommendation.objects.nested().first()
    elsewhere = Report.objects.exclude(pk=point.report_id).first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=point.pk).update(report=elsewhere)
    for recommendation in Recommendation.objects.nested().select_related("parent"):
        assert (recommendation.level, recommendation.report_id) == (
            recommendation.parent.level,
            recommendation.parent.report_id,
        )
    for contribution in Contribution.objects.select_related("paragraph", "participation"):
        assert contribution.paragraph.voice == Paragraph.Voice.NAMED
        assert contribution.paragraph.report_id == contribution.participation.report_id


def test_a_load_shows_progress_and_sends_no_report_changed_signal():
    signals = []

    def listener(**signal):
        signals.append(signal)

    report_changed.connect(listener)
    progress = load_few()
    report_changed.disconnect(listener)

    assert f"{FEW}/{FEW}" in progress
    assert signals == []


def test_a_repeated_load_does_nothing_and_another_size_is_rejected():
    load_few()

    assert load_few() == ""
    with pytest.raises(load.ForeignRecordsError, match="holds 200 recommendations"):
        load.load(FEW + 1)
    assert Recommendation.objects.count() == FEW


@pytest.mark.parametrize("make", [make_report, make_organization])
def test_a_database_with_foreign_records_is_rejected(make):
    make()

    with pytest.raises(load.ForeignRecordsError, match="did not make"):
        load_few()
    assert Recommendation.objects.count() == 0
