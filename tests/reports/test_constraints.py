"""Database constraints on reports, paragraphs, contributions and recommendations."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from recommendations.models import CrossReference, Recommendation
from reports.models import Attachment, Contribution, Paragraph, Report, SourceDocument
from tests.builders.records import (
    make_annex,
    make_attachment,
    make_contribution,
    make_cross_reference,
    make_paragraph,
    make_participation,
    make_recommendation,
    make_report,
    make_session,
    make_source,
)

pytestmark = pytest.mark.django_db


def assert_refused(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def test_a_recommendation_reference_is_unique_within_a_report():
    record = make_recommendation(reference="21.A.1")

    assert_refused(lambda: make_recommendation(record.report, reference="21.A.1"))

    assert make_recommendation(reference="21.A.1").reference == "21.A.1"


@pytest.mark.parametrize("level", ["national", ""])
def test_a_nested_recommendation_must_have_the_level_of_its_parent(level):
    parent = make_recommendation(level="regional")

    assert_refused(lambda: make_recommendation(parent=parent, level=level))


def test_a_nested_recommendation_must_belong_to_the_report_of_its_parent():
    parent = make_recommendation()

    assert_refused(lambda: make_recommendation(make_report(), parent=parent))


def test_a_level_change_propagates_to_nested_recommendations_at_any_depth():
    parent = make_recommendation(level="regional")
    deepest = make_recommendation(parent=make_recommendation(parent=parent))

    Recommendation.objects.filter(pk=parent.pk).update(level="all")

    deepest.refresh_from_db()
    assert deepest.level == "all"


@pytest.mark.parametrize("voice", ["agreed", "collective", "co_chairs", "document"])
def test_only_a_paragraph_with_a_named_voice_accepts_a_contribution(voice):
    paragraph = make_paragraph(voice=voice)
    participation = make_participation(paragraph.report)

    assert_refused(
        lambda: Contribution.objects.create(paragraph=paragraph, participation=participation)
    )


def test_a_paragraph_with_a_speaker_cannot_become_agreed():
    contribution = make_contribution()

    assert_refused(
        lambda: Paragraph.objects.filter(pk=contribution.paragraph_id).update(voice="agreed")
    )


def test_a_contribution_requires_a_participation_in_the_paragraph_s_report():
    paragraph = make_paragraph(voice="named")

    assert_refused(
        lambda: Contribution.objects.create(paragraph=paragraph, participation=make_participation())
    )


def test_a_paragraph_must_belong_to_the_report_of_its_session():
    paragraph = make_paragraph()

    assert_refused(lambda: Paragraph.objects.filter(pk=paragraph.pk).update(report=make_report()))


def test_a_recommendation_must_belong_to_the_report_of_its_paragraph():
    paragraph = make_paragraph()

    assert_refused(lambda: make_recommendation(make_report(), paragraph=paragraph))


def test_a_report_without_a_date_cannot_be_published():
    report = make_report(starts_on=None, ends_on=None)

    assert_refused(lambda: Report.objects.filter(pk=report.pk).update(status="published"))


def test_a_report_cannot_end_before_it_starts():
    assert_refused(lambda: make_report(starts_on="2015-03-11", ends_on="2015-03-10"))


@pytest.mark.parametrize("change", [{"text": "Other"}, {"name": "other.txt"}])
def test_a_source_document_cannot_be_changed(change):
    source = make_source()

    with pytest.raises(DatabaseError), transaction.atomic():
        SourceDocument.objects.filter(pk=source.pk).update(**change)


def test_a_session_anchor_is_unique_within_a_report():
    session = make_session()

    assert_refused(lambda: make_session(session.report, anchor=session.anchor))


@pytest.mark.parametrize("make", [make_session, make_paragraph, make_participation, make_annex])
def test_records_of_a_report_cannot_be_moved_to_another_report(make):
    record = make(make_report()) if make is not make_paragraph else make()
    other = make_report()

    assert_refused(lambda: type(record).objects.filter(pk=record.pk).update(report=other))


def test_a_recommendation_cannot_be_nested_under_its_own_child():
    parent = make_recommendation()
    child = make_recommendation(parent=parent)

    assert_refused(lambda: Recommendation.objects.filter(pk=parent.pk).update(parent=child))


@pytest.mark.parametrize("reference", ["21/D", "..", "", "a b", "?"])
def test_a_recommendation_reference_must_be_a_valid_url_segment(reference):
    assert_refused(lambda: make_recommendation(reference=reference))


def test_an_annex_can_only_reference_a_paragraph_of_its_own_report():
    elsewhere = make_paragraph()

    assert_refused(lambda: make_annex(named_in=elsewhere))


def test_a_parent_recommendation_cannot_move_behind_its_children():
    parent = make_recommendation()
    make_recommendation(parent=parent)

    # Otherwise the parent could then be put under its own point.
    assert_refused(lambda: Recommendation.objects.filter(pk=parent.pk).update(position=9))


@pytest.mark.parametrize("column", ["content", "sha256", "media_type", "size"])
def test_an_attached_file_is_never_replaced(column):
    stored = make_attachment()
    value = {"content": b"other", "size": 1}.get(column, "other")

    assert_refused(lambda: Attachment.objects.filter(pk=stored.pk).update(**{column: value}))

    Attachment.objects.filter(pk=stored.pk).update(title="Other", position=9)
    stored.refresh_from_db()
    assert (stored.title, bytes(stored.content)) == ("Other", b"Slides.")


def test_a_draft_version_has_no_attachments_of_its_own():
    published = make_report(status="published")
    draft = make_report(next_of=published)

    assert_refused(lambda: make_attachment(draft))

    assert make_attachment(published).report == published


def test_a_cross_reference_has_one_source_a_target_and_a_known_status():
    first = make_paragraph()
    wish, second = make_recommendation(first.report), make_paragraph(report=first.report)

    assert_refused(lambda: make_cross_reference(first, second, recommendation=wish))
    assert_refused(lambda: make_cross_reference(first, second, paragraph=None))
    assert_refused(lambda: make_cross_reference(first, second, target_paragraph=None))
    assert_refused(lambda: make_cross_reference(first, second, status=""))

    make_cross_reference(first, second)
    second.delete()
    assert CrossReference.objects.count() == 0
