"""Items without a source are added and moved, and stay when the items around them change."""

import pytest

from portal.content import draft_version, revisions, stored_coverage, workflow
from portal.content.edits.fields import SetFields
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Item
from portal.editor.item_types import ITEM_TYPES
from recommendations.models import Involvement
from reports.models import Organization, RemovedUrl
from tests.builders import edits
from tests.builders.edits import blocks_of
from tests.builders.item_forms import save_form

NEW_RECOMMENDATION = {"text": "think again.", "level": ""}


def key_of(report, text):
    return next(block.key for block in blocks_of(report) if block.text == text)


def add(report, after=None, **fields):
    added = edits.add_item(
        report,
        report.version,
        ITEM_TYPES["recommendations"],
        after,
        fields=NEW_RECOMMENDATION | fields,
    )
    report.refresh_from_db()
    return added


def references(report):
    recommendations = report.recommendations.order_by("position")
    return [
        (recommendation.reference, recommendation.paragraph and recommendation.paragraph.anchor)
        for recommendation in recommendations
    ]


def test_an_added_recommendation_moves_with_its_paragraph_when_paragraphs_are_joined(report):
    add(report, (ITEM_TYPES["paragraphs"], "p4"))
    # Only paragraphs with the same voice can be joined.
    report.paragraphs.filter(anchor="p3").update(voice="agreed")

    edits.join(report, report.version, key_of(report, "Participants recommended to:"))

    assert references(report) == [
        *(("4.1", "p3"), ("4.1.a", "p3"), ("4.2", "p3"), ("4.3", "p3")),
    ]


def test_an_added_recommendation_loses_its_paragraph_when_that_is_discarded(
    report,
):
    add(report, (ITEM_TYPES["paragraphs"], "p5"))
    key = key_of(report, "The co-chairs thanked all.")

    edits.retype(report, report.version, key, "discard", "courtesy")

    assert references(report)[-1] == ("5.1", None)


def test_an_added_paragraph_may_have_a_number(report):
    fields = {"text": "Added by hand.", "voice": "document", "label": "(b)"}
    after = (ITEM_TYPES["paragraphs"], "p3")

    added = edits.add_item(report, report.version, ITEM_TYPES["paragraphs"], after, fields=fields)

    assert (added.label, added.number, added.anchor) == ("(b)", "b", "pb")
    errors = stored_coverage.find_text_errors(report)
    assert [error.kind for error in errors if "Added by hand." in error.message] == ["added"]
    assert [error.kind for error in errors if "number" in error.message] == []


def test_a_paragraph_added_after_an_annex_of_no_heading_comes_last(report):
    after = (ITEM_TYPES["annexes"], str(report.annexes.get().pk))
    fields = {"text": "Added by hand.", "voice": "document", "label": ""}

    added = edits.add_item(report, report.version, ITEM_TYPES["paragraphs"], after, fields=fields)

    assert report.paragraphs.in_document_order().last() == added


def test_an_added_heading_is_not_mistaken_for_one_that_stands_for_no_heading(report):
    fields = {"title": "Text", "kind": "session", "number": "", "heading": ""}

    with pytest.raises(SaveRefusedError, match=r"^“Text” stands for"):
        edits.add_item(report, report.version, ITEM_TYPES["sessions"], None, fields=fields)


def test_recommendations_without_a_paragraph_come_after_those_in_paragraphs(report):
    add(report)
    add(report, (ITEM_TYPES["paragraphs"], "p5"))
    add(report)

    assert references(report)[-3:] == [("5.1", "p5"), ("text.1", None), ("text.2", None)]


def test_joining_two_recommendations_keeps_the_involvements_of_both(report):
    other = Organization.objects.get(name="Thailand")
    second = report.recommendations.get(reference="4.2")
    second.involvements.create(organization=other, role=Involvement.Role.ADDRESSEE)
    report.recommendations.get(reference="4.1.a").delete()
    first = report.recommendations.get(reference="4.1")

    edits.join(report, report.version, key_of(report, second.text))

    addressees = first.involvements.filter(role=Involvement.Role.ADDRESSEE)
    assert {involvement.organization.name for involvement in addressees} == {"ILO", "Thailand"}


def test_a_published_reference_is_never_reused_for_another_recommendation(published, client):
    draft = draft_version.begin_draft(published)
    lost = published.recommendations.get(reference="4.2")
    key = key_of(draft, "ask employers.")
    edits.retype(draft, draft.version, key, "discard", "a mistake")

    added = add(draft, (ITEM_TYPES["paragraphs"], "p4"))
    workflow.publish(draft)

    assert added.reference == "4.3"
    assert client.get(lost.get_absolute_url()).status_code == 410
    assert RemovedUrl.objects.get().text == lost.text


ANNEX = {"label": "Annex 1", "subject": "", "named_in": None, "session": None}


def test_two_annexes_cannot_have_the_same_label(report):
    added = edits.add_item(
        report, report.version, ITEM_TYPES["annexes"], None, fields=ANNEX | {"label": "Annex 2"}
    )
    edit = SetFields(Item("annex", added.pk), ANNEX)

    with pytest.raises(SaveRefusedError, match="“Annex 1” already exists"):
        edits.save(report, report.version, edit)


def test_an_annex_that_was_replaced_by_another_of_its_label_can_be_restored(report):
    before, annex = revisions.current_revision(report), report.annexes.get()
    edits.remove_item(report, report.version, (ITEM_TYPES["annexes"], str(annex.pk)))
    edits.add_item(report, report.version, ITEM_TYPES["annexes"], None, fields=ANNEX)

    edits.restore_revision(report, report.version, before)

    assert [record.pk for record in report.annexes.all()] == [annex.pk]


def test_annexes_that_exchanged_their_labels_can_be_restored(report):
    first = report.annexes.get().pk
    fields = ANNEX | {"label": "Annex 2"}
    second = edits.add_item(report, report.version, ITEM_TYPES["annexes"], None, fields=fields).pk
    before = revisions.current_revision(report)
    for key, label in ((first, "Annex 3"), (second, "Annex 1"), (first, "Annex 2")):
        edits.save(report, report.version, SetFields(Item("annex", key), {"label": label}))

    edits.restore_revision(report, report.version, before)

    assert [(record.pk, record.label) for record in report.annexes.order_by("pk")] == [
        (first, "Annex 1"),
        (second, "Annex 2"),
    ]


def test_an_annex_label_may_contain_a_slash(report, admin_client):
    key = str(report.annexes.get().pk)
    save_form(report, (ITEM_TYPES["annexes"], key), label="Annex 1/2")

    page = admin_client.get(f"/editing/reports/{report.slug}/")

    assert (page.status_code, b"Annex 1/2" in page.content) == (200, True)
