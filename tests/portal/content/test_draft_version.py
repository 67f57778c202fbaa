"""Edits of a draft version leave the published report unchanged until the draft is published."""

import pytest
from django.db import IntegrityError, transaction

from portal.content import draft_version, loader, revisions, snapshot, workflow
from portal.content.refusals import SaveRefusedError
from portal.content.schema import RECORD_TYPES
from recommendations.models import Recommendation
from reports import publishing
from reports.models import Paragraph, RemovedUrl, Report
from tests.builders import edits
from tests.builders.edits import blocks_of
from tests.builders.seminar import TEXT


def serialized(report):
    return snapshot.serialize(loader.load_snapshot(Report.objects.get(pk=report.pk)))


def key_of(report, text):
    return next(block.key for block in blocks_of(report) if block.text == text)


def test_a_draft_version_begins_as_a_copy_of_the_published_report(published):
    draft = draft_version.begin_draft(published)

    published.refresh_from_db()
    assert serialized(draft) == serialized(published)
    assert (draft.status, draft.version) == ("draft", published.version)


def test_a_report_has_only_one_draft_version_at_a_time(published):
    first, second = (
        draft_version.begin_draft(published),
        draft_version.begin_draft(published),
    )

    assert first == second
    assert draft_version.current_draft(published) == first
    assert draft_version.begin_draft(first) == first


def test_an_edit_of_the_draft_version_leaves_the_published_report_unchanged(published, client):
    before = serialized(published)
    page = client.get(published.get_absolute_url()).content
    draft = draft_version.begin_draft(published)

    edits.split(draft, draft.version, key_of(draft, "Training is dear."), len("Training"))

    assert serialized(published) == before
    assert client.get(published.get_absolute_url()).content == page
    assert serialized(draft) != before


def test_publishing_a_draft_version_replaces_the_report_and_keeps_its_primary_keys(published):
    keys = {
        record_type.name: set(record_type.of(published).values_list("pk", flat=True))
        for record_type in RECORD_TYPES
    }
    draft = draft_version.begin_draft(published)
    edits.split(draft, draft.version, key_of(draft, "Training is dear."), 8)
    draft_text = serialized(draft)

    workflow.publish(draft)

    assert Report.objects.get() == published
    published.refresh_from_db()
    assert (published.status, serialized(published)) == ("published", draft_text)
    for record_type in RECORD_TYPES:
        current_keys = set(record_type.of(published).values_list("pk", flat=True))
        new = {"paragraph": 1, "rationale_link": 1}.get(record_type.name, 0)
        assert (
            current_keys >= keys[record_type.name],
            len(current_keys - keys[record_type.name]),
        ) == (True, new)


def test_a_record_created_in_a_draft_version_keeps_its_primary_key_when_published(published):
    draft = draft_version.begin_draft(published)
    _, second_half = edits.split(draft, draft.version, key_of(draft, "Training is dear."), 8)

    workflow.publish(draft)

    assert Paragraph.objects.get(pk=second_half.record.pk).report == published


def test_several_draft_versions_can_be_published_one_after_another(published):
    for _ in range(3):
        draft = draft_version.begin_draft(published)
        _, second_half = edits.split(draft, draft.version, key_of(draft, "Training is dear."), 8)
        edits.join(draft, draft.version, second_half.key)
        workflow.publish(draft)

    published.refresh_from_db()
    text = {paragraph.text for paragraph in published.paragraphs.all()}
    assert "Training is dear." in text
    numbers = list(published.revisions.order_by("number").values_list("number", flat=True))
    assert numbers == sorted(set(numbers))
    assert published.version == numbers[-1]


def test_a_discarded_draft_version_leaves_its_revisions(published):
    before = serialized(published)
    draft = draft_version.begin_draft(published)
    edits.set_themes(draft, draft.version, key_of(draft, "Training is dear."), [])
    number = draft.version

    draft_version.discard_draft(draft)

    assert (serialized(published), Report.objects.count()) == (before, 1)
    assert published.revisions.get(number=number).action == "Edited: Paragraph 3"


def test_a_later_draft_version_never_reuses_revision_numbers_of_a_discarded_one(published):
    numbers = []
    for _ in range(2):
        draft = draft_version.begin_draft(published)
        numbers.append(revisions.save_revision(draft, "Tried").number)
        draft_version.discard_draft(draft)

    assert numbers[0] < numbers[1]


def test_the_database_refuses_to_mark_a_draft_version_as_published(published):
    draft = draft_version.begin_draft(published)

    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=draft.pk).update(status="published")


def test_an_edit_of_a_draft_version_that_was_published_meanwhile_is_rejected(published):
    draft = draft_version.begin_draft(published)
    key, version = key_of(draft, "Training is dear."), draft.version
    workflow.publish(Report.objects.get(pk=draft.pk))

    with pytest.raises(SaveRefusedError, match="is no longer a draft"):
        edits.join(draft, version, key)
    with pytest.raises(publishing.TransitionNotAllowedError, match="no longer exists"):
        publishing.transition(draft, "in_review")


def test_a_withdrawn_report_with_a_draft_version_gets_no_second_draft(published):
    draft = draft_version.begin_draft(published)
    publishing.transition(published, "withdrawn")

    with pytest.raises(publishing.TransitionNotAllowedError, match="is already being drafted"):
        publishing.transition(published, "draft")
    workflow.publish(draft)

    published.refresh_from_db()
    assert published.status == "published"


def test_a_draft_version_shares_the_source_file_of_the_published_report(
    published, client, tmp_path
):
    draft = draft_version.begin_draft(published)

    assert draft.source == published.source
    assert client.get(f"{published.get_absolute_url()}source").content == TEXT


def test_the_url_of_an_item_removed_in_a_draft_version_answers_410_once_published(
    published, client
):
    draft = draft_version.begin_draft(published)
    page = published.recommendations.get(reference="4.2").get_absolute_url()
    edits.retype(draft, draft.version, key_of(draft, "ask employers."), "paragraph")
    assert client.get(page).status_code == 200

    workflow.publish(draft)

    assert client.get(page).status_code == 410
    assert RemovedUrl.objects.get().text == "ask employers."


def test_levels_and_parents_set_in_a_draft_version_are_published_with_it(published):
    draft = draft_version.begin_draft(published)
    recommendation = draft.recommendations.get(reference="4.1")
    edits.set_level(draft, draft.version, [f"recommendation-{recommendation.pk}"], "regional")
    workflow.publish(draft)

    recommendations = Recommendation.objects.order_by("position").values_list(
        "reference", "level", "parent__reference"
    )
    assert list(recommendations) == [
        ("4.1", "regional", None),
        ("4.1.a", "regional", "4.1"),
        ("4.2", "", None),
    ]


def test_a_removed_item_answers_410_even_if_the_report_has_no_revisions(published, client):
    published.revisions.all().delete()
    page = published.recommendations.get(reference="4.2").get_absolute_url()
    draft = draft_version.begin_draft(published)
    key = key_of(draft, "ask employers.")
    edits.retype(draft, draft.version, key, "paragraph")

    workflow.publish(draft)

    assert client.get(page).status_code == 410
