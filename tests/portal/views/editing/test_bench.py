"""The bench shows every piece, every doubt at its place, and what is covered."""

import pytest

from portal.correcting.units import units_of
from portal.importing.intake import File, take_in_file
from tests.portal.importing.printing import paragraphs, printed


def bench(editor, report, query="?part=all"):
    return editor.get(f"/editing/imports/{report.slug}/{query}")


def test_every_piece_stands_beside_its_source(editor, draft):
    answer = bench(editor, draft)
    rows = [row for group in answer.context["shown"] for row in group.rows]

    assert [row.unit.key for row in rows] == [
        one.key for one in units_of(draft) if not one.is_discard
    ]
    assert [row.source for row in rows][:3] == [
        "ARF Seminar on Skills\n10 March 2019, Bangkok",
        "Introduction",
        "1. Ms. Ana Cruz, Director, noted this. Skills travel with people.",
    ]


def test_coverage_is_told_in_characters_and_discards(editor, draft):
    page = bench(editor, draft).content.decode()

    assert f"All {len(draft.source.text)} characters placed" in page
    assert "3 discards" in page


def test_words_that_were_lost_are_told(editor, draft):
    draft.paragraphs.filter(number="2").delete()

    assert (
        "Nowhere stored: “2. Training is dear.”"
        in bench(editor, draft).content.decode()
    )


def test_one_part_is_shown_at_a_time(editor, draft):
    answer = bench(editor, draft, "?part=session-1")

    assert [group.title for group in answer.context["shown"]] == ["Session 1: Training"]
    assert [group.title for group in answer.context["groups"]] == [
        "Title block",
        "Introduction",
        "Session 1: Training",
    ]


@pytest.mark.parametrize(
    ("part", "offered"), [("session-1", True), ("introduction", False), ("all", True)]
)
def test_a_level_can_be_set_where_a_recommendation_is_shown(
    editor, draft, part, offered
):
    page = bench(editor, draft, f"?part={part}").content.decode()

    assert ("Level of the recommendations that are ticked" in page) is offered


def test_a_doubt_stands_at_the_piece_that_it_is_about(editor, draft):
    answer = bench(editor, draft)
    placed = {
        note.code: row.unit.text
        for group in answer.context["shown"]
        for row in group.rows
        for note in row.notes
    }

    assert placed["organization-not-stated"].startswith("Ms. Ana Cruz")
    assert {note.code for note in answer.context["general"]} == {"co-chairs-not-stated"}


def test_a_doubt_is_settled_and_opened_again(editor, draft):
    note = draft.notes.first()
    address = f"/editing/imports/{draft.slug}/notes/{note.pk}/"

    for sent, resolved in (("yes", True), ("no", False)):
        answer = editor.post(
            address, {"resolved": sent, "part": "all", "place": "notes"}
        )
        note.refresh_from_db()
        assert answer["Location"] == f"/editing/imports/{draft.slug}/?part=all#notes"
        assert note.resolved is resolved


def test_levels_of_several_are_set_at_once(editor, draft):
    keys = [
        f"recommendation-{pk}"
        for pk in draft.recommendations.values_list("pk", flat=True)
    ]
    fields = {"unit": keys, "level": "regional", "version": draft.version}

    editor.post(f"/editing/imports/{draft.slug}/levels/", fields)
    assert set(draft.recommendations.values_list("level", flat=True)) == {"regional"}

    fields["level"] = "national"
    editor.post(f"/editing/imports/{draft.slug}/levels/", fields)
    assert (
        "Somebody else has saved this report" in bench(editor, draft).content.decode()
    )
    assert set(draft.recommendations.values_list("level", flat=True)) == {"regional"}


def test_a_page_of_a_pdf_is_shown_as_a_picture(editor):
    pages = [
        paragraphs("ARF Seminar", "10 March 2019", "It went well."),
        paragraphs("1. The one paragraph of it."),
    ]
    report, _ = take_in_file(File("a.pdf", printed(*pages)))
    address = f"/editing/imports/{report.slug}/pages/"

    answer = editor.get(f"{address}2.png")

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content[:4] == b"\x89PNG"
    assert editor.get(f"{address}3.png").status_code == 404
    rows = [
        row for group in bench(editor, report).context["shown"] for row in group.rows
    ]
    assert [(row.page, row.begins_page) for row in rows] == [
        (1, True),
        (1, False),
        (1, False),
        (2, True),
    ]


def test_what_a_report_says_is_shown_and_never_run(editor):
    text = (
        b"<script>alert(1)</script>\n\n1. <img src=x onerror=alert(2)> Mr. <b>X</b>.\n"
    )
    report, _ = take_in_file(File("<svg onload=alert(3)>.txt", text))

    page = bench(editor, report).content.decode()

    assert [one for one in ("<script>alert", "<img src=x", "<svg") if one in page] == []


def test_two_hundred_paragraphs_are_a_page_of_fixed_queries(
    editor, draft, django_assert_max_num_queries
):
    text = "Long Report\n2 May 2019, Rome\n\nSession 1: All\n\n" + "".join(
        f"{number}. Paragraph number {number} is here.\n\n" for number in range(1, 201)
    )
    report, _ = take_in_file(File("long.txt", text.encode()))

    with django_assert_max_num_queries(30):
        assert bench(editor, report).status_code == 200
