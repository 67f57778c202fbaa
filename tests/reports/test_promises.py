"""What the database itself refuses, whoever writes to it."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from recommendations.models import Recommendation
from reports.models import Contribution, Paragraph, Report, SourceDocument
from tests.builders import (
    make_annex,
    make_contribution,
    make_paragraph,
    make_participation,
    make_recommendation,
    make_report,
    make_session,
    make_source,
)

pytestmark = pytest.mark.django_db


def refused(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def test_a_reference_is_used_once_in_a_report():
    made = make_recommendation(reference="21.A.1")

    refused(lambda: make_recommendation(made.report, reference="21.A.1"))

    assert make_recommendation(reference="21.A.1").reference == "21.A.1"


@pytest.mark.parametrize("level", ["national", ""])
def test_a_nested_point_has_its_parent_s_level(level):
    parent = make_recommendation(level="regional")

    refused(lambda: make_recommendation(parent=parent, level=level))


def test_a_nested_point_is_of_its_parent_s_report():
    parent = make_recommendation()

    refused(lambda: make_recommendation(make_report(), parent=parent))


def test_points_follow_their_parent_s_level_to_any_depth():
    parent = make_recommendation(level="regional")
    deepest = make_recommendation(parent=make_recommendation(parent=parent))

    Recommendation.objects.filter(pk=parent.pk).update(level="all")

    deepest.refresh_from_db()
    assert deepest.level == "all"


@pytest.mark.parametrize("voice", ["agreed", "collective", "co_chairs", "document"])
def test_only_a_named_voice_has_a_personal_speaker(voice):
    paragraph = make_paragraph(voice=voice)
    participation = make_participation(paragraph.report)

    refused(
        lambda: Contribution.objects.create(
            paragraph=paragraph, participation=participation
        )
    )


def test_a_paragraph_with_a_speaker_cannot_become_agreed():
    said = make_contribution()

    refused(
        lambda: Paragraph.objects.filter(pk=said.paragraph_id).update(voice="agreed")
    )


def test_a_speaker_took_part_in_the_paragraph_s_workshop():
    paragraph = make_paragraph(voice="named")

    refused(
        lambda: Contribution.objects.create(
            paragraph=paragraph, participation=make_participation()
        )
    )


def test_a_paragraph_is_of_its_session_s_report():
    paragraph = make_paragraph()

    refused(
        lambda: Paragraph.objects.filter(pk=paragraph.pk).update(report=make_report())
    )


def test_a_recommendation_stands_in_a_paragraph_of_its_own_report():
    paragraph = make_paragraph()

    refused(lambda: make_recommendation(make_report(), paragraph=paragraph))


def test_a_published_report_has_a_date():
    report = make_report(starts_on=None, ends_on=None)

    refused(lambda: Report.objects.filter(pk=report.pk).update(status="published"))


def test_a_report_ends_after_it_starts():
    refused(lambda: make_report(starts_on="2015-03-11", ends_on="2015-03-10"))


@pytest.mark.parametrize("change", [{"text": "Other"}, {"name": "other.txt"}])
def test_a_source_document_never_changes(change):
    source = make_source()

    with pytest.raises(DatabaseError), transaction.atomic():
        SourceDocument.objects.filter(pk=source.pk).update(**change)


def test_a_session_s_anchor_is_its_own():
    session = make_session()

    refused(lambda: make_session(session.report, anchor=session.anchor))


@pytest.mark.parametrize(
    "make", [make_session, make_paragraph, make_participation, make_annex]
)
def test_what_belongs_to_a_report_stays_with_it(make):
    made = make(make_report()) if make is not make_paragraph else make()
    other = make_report()

    refused(lambda: type(made).objects.filter(pk=made.pk).update(report=other))


def test_a_recommendation_cannot_stand_under_its_own_point():
    parent = make_recommendation()
    point = make_recommendation(parent=parent)

    refused(lambda: Recommendation.objects.filter(pk=parent.pk).update(parent=point))


@pytest.mark.parametrize("reference", ["21/D", "..", "", "a b", "?"])
def test_a_reference_is_a_part_of_an_address(reference):
    refused(lambda: make_recommendation(reference=reference))


def test_an_annex_points_into_its_own_report():
    elsewhere = make_paragraph()

    refused(lambda: make_annex(named_in=elsewhere))


def test_a_parent_does_not_move_behind_its_points():
    parent = make_recommendation()
    make_recommendation(parent=parent)

    # Otherwise the parent could then be put under its own point.
    refused(lambda: Recommendation.objects.filter(pk=parent.pk).update(position=9))
