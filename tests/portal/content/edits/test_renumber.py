"""The order and nesting of items follow their positions in the source."""

import pytest

from portal.content import writer
from portal.content.edit_context import StoredContext
from portal.content.edits import base
from portal.content.edits.base import NEW_POSITION
from portal.content.edits.renumber import renumber
from portal.content.loader import load_snapshot
from portal.content.refusals import SaveRefusedError
from portal.imports.importer import Upload, import_file
from tests.builders import edits

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


def renumber_stored(report):
    before = load_snapshot(report)
    writer.write(report, before, renumber(before, StoredContext(report)))


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

    renumber_stored(report)

    assert (outline(report), recommendations(report)) == before


def test_renumbering_moves_a_new_item_to_its_place_in_the_source(report):
    last = report.paragraphs.filter(text="Last.")
    last.update(session=report.sessions.get(number="1"), position=NEW_POSITION)

    renumber_stored(report)

    assert outline(report)[1] == ("Two", ["Last."])


def test_renumbering_leaves_an_item_that_an_editor_has_moved(report):
    last = report.paragraphs.filter(text="Last.")
    last.update(session=report.sessions.get(number="1"), position=9)

    renumber_stored(report)

    assert outline(report)[0] == ("One", ["First.", "Participants agreed to:", "Last."])


def test_renumbering_keeps_an_item_without_source_after_its_predecessor(report):
    first = report.paragraphs.get(text="First.")
    report.paragraphs.filter(text="Participants agreed to:").update(position=3)
    added = report.paragraphs.create(
        session=first.session, position=2, anchor="x", text="Typed.", voice="document"
    )

    renumber_stored(report)

    added.refresh_from_db()
    assert (added.session, added.position) == (first.session, 2)


def test_a_nested_recommendation_keeps_its_parent_only_within_the_same_paragraph(report):
    point = report.recommendations.filter(text="in time")
    point.update(paragraph=report.paragraphs.get(text="Last."))

    renumber_stored(report)

    assert recommendations(report)[-1] == (3, "in time", "Last.", None)


def test_a_recommendation_without_a_paragraph_above_it_is_refused(report):
    report.paragraphs.filter(text="First.").delete()
    report.paragraphs.filter(text="Participants agreed to:").delete()

    with pytest.raises(SaveRefusedError, match="“do this” would have no paragraph above it"):
        renumber_stored(report)


def test_renumbering_removes_a_session_without_heading_and_paragraphs(report):
    report.sessions.filter(number="1").update(title="Text", heading="", spans=[])
    report.paragraphs.filter(session__number="1").delete()
    report.recommendations.all().delete()

    renumber_stored(report)

    assert [title for title, _ in outline(report)] == ["Two"]


def test_new_anchors_and_references_avoid_used_and_removed_ones(report):
    report.removed_urls.create(path="recommendations/2.3", text="gone")
    snapshot, context = load_snapshot(report), StoredContext(report)

    assert base.free_anchor(snapshot, "paragraph", "p1", context) == "p1-2"
    assert base.free_anchor(snapshot, "paragraph", "p9", context) == "p9"
    assert base.free_reference(snapshot, "2", context) == "2.4"


def test_no_gap_stays_where_a_session_without_heading_and_paragraphs_was(report):
    heading = edits.blocks_of(report)[1]

    edits.retype(report, report.version, heading.key, "discard", "no heading")

    assert [
        (session.position, session.title) for session in report.sessions.in_document_order()
    ] == [
        (1, base.PLACEHOLDER_TITLE),
        (2, "Two"),
    ]
