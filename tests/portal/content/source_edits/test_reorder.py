"""The order and nesting of items follow their positions in the source."""

import pytest

from portal.content.locking import SaveRefusedError
from portal.content.source_edits import reorder
from portal.content.source_edits.source_spans import Block, blocks_of
from portal.imports.importer import Upload, import_file

pytestmark = pytest.mark.django_db
TEXT = b"""Workshop
2 May 2019, Rome

Session 1: One

1. First.
2. Participants agreed to:
- do this;
  - in time;
- do that.

Session 2: Two

3. Last.
"""


@pytest.fixture
def report():
    imported_report, _ = import_file(Upload("a.txt", TEXT))
    return imported_report


def outline(report):
    return [
        (session.title, [p.text for p in session.paragraphs.order_by("position")])
        for session in report.sessions.in_document_order()
    ]


def recommendations(report):
    return [
        (
            recommendation.position,
            recommendation.text,
            recommendation.paragraph.text,
            recommendation.parent and recommendation.parent.text,
        )
        for recommendation in report.recommendations.in_document_order()
    ]


def test_renumbering_leaves_items_in_source_order_unchanged(report):
    before = outline(report), recommendations(report)

    reorder.renumber(report)

    assert (outline(report), recommendations(report)) == before


def test_renumbering_moves_a_new_item_to_its_place_in_the_source(report):
    last = report.paragraphs.filter(text="Last.")
    last.update(session=report.sessions.get(number="1"), position=reorder.NEW_POSITION)

    reorder.renumber(report)

    assert outline(report)[1] == ("Two", ["Last."])


def test_renumbering_leaves_an_item_that_an_editor_has_moved(report):
    last = report.paragraphs.filter(text="Last.")
    last.update(session=report.sessions.get(number="1"), position=9)

    reorder.renumber(report)

    assert outline(report)[0] == ("One", ["First.", "Participants agreed to:", "Last."])


def test_renumbering_keeps_an_item_without_source_after_its_predecessor(report):
    first = report.paragraphs.get(text="First.")
    report.paragraphs.filter(text="Participants agreed to:").update(position=3)
    added = report.paragraphs.create(
        session=first.session, position=2, anchor="x", text="Typed.", voice="document"
    )

    reorder.renumber(report)

    added.refresh_from_db()
    assert (added.session, added.position) == (first.session, 2)


def test_a_nested_recommendation_keeps_its_parent_only_within_the_same_paragraph(report):
    point = report.recommendations.filter(text="in time")
    point.update(paragraph=report.paragraphs.get(text="Last."))

    reorder.renumber(report)

    assert recommendations(report)[-1] == (3, "in time", "Last.", None)


def test_a_recommendation_without_a_paragraph_above_it_is_refused(report):
    report.paragraphs.filter(text="First.").delete()
    report.paragraphs.filter(text="Participants agreed to:").delete()

    with pytest.raises(SaveRefusedError, match="“do this” would have no paragraph above it"):
        reorder.renumber(report)


def test_renumbering_removes_a_session_without_heading_and_paragraphs(report):
    report.sessions.filter(number="1").update(title="Text", heading="", spans=[])
    report.paragraphs.filter(session__number="1").delete()
    report.recommendations.all().delete()

    reorder.renumber(report)

    assert [title for title, _ in outline(report)] == ["Two"]


def test_new_anchors_and_references_avoid_used_and_removed_ones(report):
    report.removed_urls.create(path="recommendations/2.3", text="gone")
    (block,) = [block for block in blocks_of(report) if block.text == "do that."]

    assert reorder.free_anchor(report, "paragraphs", "p1") == "p1-2"
    assert reorder.free_anchor(report, "paragraphs", "p9") == "p9"
    assert reorder.free_reference(report, Block("recommendation", block.record)) == "2.4"
