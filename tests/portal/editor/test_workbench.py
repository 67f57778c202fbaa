"""The workbench shows every block, every note at its block, and the coverage of the source."""

import pytest

from portal.imports.importer import Upload, import_file
from tests.builders.edits import blocks_of
from tests.builders.imported_reports import import_text
from tests.builders.pdf_files import paragraphs, printed
from tests.builders.uncertain_reports import REASON, import_uncertain


def workbench(editor, report, query="?part=all"):
    return editor.get(f"/editing/imports/{report.slug}/{query}")


def test_every_block_is_shown_beside_its_source_text(editor, draft):
    answer = workbench(editor, draft)
    rows = [row for group in answer.context["shown_groups"] for row in group.rows]

    assert [row.key for row in rows] == [
        block.key.replace("heading", "session")
        for block in blocks_of(draft)
        if not block.is_discard
    ]
    assert [row.source_text for row in rows][:3] == [
        "ARF Seminar on Skills 10 March 2019, Bangkok",
        "Introduction",
        "1. Ms. Ana Cruz, Director, noted this. Skills travel with people.",
    ]


def test_coverage_is_shown_in_characters_and_discards(editor, draft):
    page = workbench(editor, draft).content.decode()

    assert f"All {len(draft.source.text)} characters are accounted for" in page
    assert "3 passages left out" in page


def test_text_missing_from_the_stored_report_is_shown(editor, draft):
    draft.paragraphs.filter(number="2").delete()

    assert "Not stored: “2. Training is dear.”" in workbench(editor, draft).content.decode()


def test_the_workbench_shows_one_session_at_a_time(editor, draft):
    answer = workbench(editor, draft, "?part=session-1")

    assert [group.title for group in answer.context["shown_groups"]] == ["Session 1: Training"]
    assert [group.title for group in answer.context["groups"]] == [
        "Title block",
        "Introduction",
        "Session 1: Training",
    ]


@pytest.mark.parametrize(
    ("part", "offered"), [("session-1", True), ("introduction", False), ("all", True)]
)
def test_the_level_form_is_shown_only_beside_a_recommendation(editor, draft, part, offered):
    page = workbench(editor, draft, f"?part={part}").content.decode()

    assert ("Level of the ticked recommendations" in page) is offered


def test_a_note_is_shown_at_the_block_it_is_about(editor, draft):
    answer = workbench(editor, draft)
    placed = {
        note.code: row.text
        for group in answer.context["shown_groups"]
        for row in group.rows
        for note in row.notes
    }

    assert placed["organization-not-stated"].startswith("Ms. Ana Cruz")
    assert {note.code for note in answer.context["general_notes"]} == {"co-chairs-not-stated"}


def test_a_note_is_resolved_and_opened_again(editor, draft):
    note = draft.notes.first()
    url = f"/editing/imports/{draft.slug}/notes/{note.pk}/"

    for value, resolved in (("yes", True), ("no", False)):
        answer = editor.post(url, {"resolved": value, "part": "all", "place": "notes"})
        note.refresh_from_db()
        assert answer["Location"] == f"/editing/imports/{draft.slug}/?part=all#notes"
        assert note.resolved is resolved


def test_levels_of_several_recommendations_are_set_at_once(editor, draft):
    keys = [f"recommendation-{pk}" for pk in draft.recommendations.values_list("pk", flat=True)]
    fields = {"unit": keys, "level": "regional", "version": draft.version}

    editor.post(f"/editing/imports/{draft.slug}/levels/", fields)
    assert set(draft.recommendations.values_list("level", flat=True)) == {"regional"}

    fields["level"] = "national"
    editor.post(f"/editing/imports/{draft.slug}/levels/", fields)
    assert "Another editor has saved this report" in workbench(editor, draft).content.decode()
    assert set(draft.recommendations.values_list("level", flat=True)) == {"regional"}


def test_a_page_of_a_pdf_is_shown_as_an_image(editor):
    pages = [
        paragraphs("ARF Seminar", "10 March 2019", "It went well."),
        paragraphs("1. The one paragraph of it."),
    ]
    report, _ = import_file(Upload("a.pdf", printed(*pages)))
    url = f"/editing/imports/{report.slug}/pages/"

    answer = editor.get(f"{url}2.png")

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content[:4] == b"\x89PNG"
    assert editor.get(f"{url}3.png").status_code == 404
    rows = [
        row for group in workbench(editor, report).context["shown_groups"] for row in group.rows
    ]
    assert [(row.page, row.begins_page) for row in rows] == [
        (1, True),
        (1, False),
        (1, False),
        (2, True),
    ]


def test_html_in_a_report_is_escaped_on_the_workbench(editor):
    text = b"<script>alert(1)</script>\n\n1. <img src=x onerror=alert(2)> Mr. <b>X</b>.\n"
    report, _ = import_file(Upload("<svg onload=alert(3)>.txt", text))

    page = workbench(editor, report).content.decode()

    assert [tag for tag in ("<script>alert", "<img src=x", "<svg") if tag in page] == []


def test_the_workbench_of_200_paragraphs_takes_a_bounded_number_of_queries(
    editor, draft, django_assert_max_num_queries
):
    text = "Long Report\n2 May 2019, Rome\n\nSession 1: All\n\n" + "".join(
        f"{number}. Paragraph number {number} is here.\n\n" for number in range(1, 201)
    )
    report, _ = import_file(Upload("long.txt", text.encode()))

    with django_assert_max_num_queries(30):
        assert workbench(editor, report).status_code == 200


def test_the_workbench_says_where_the_text_is_uncertain_and_links_to_the_note(editor):
    report = import_uncertain()
    note = report.notes.get(code="extraction-differs")

    page = " ".join(workbench(editor, report).content.decode().split())

    assert "<strong>Uncertain in 1 place</strong>" in page
    assert f'href="?part=all#note-{note.pk}"' in page
    assert REASON in page


def test_the_workbench_says_that_a_second_extraction_agrees_or_was_not_made(editor, draft):
    page = workbench(editor, draft).content.decode()
    earlier = workbench(editor, import_text("ARF Seminar\n10 March 2019\n\n1. Fees rose.\n"))

    assert "No uncertain place" in page
    assert "was not compared with a second extraction" in earlier.content.decode()


def test_the_draft_opens_on_what_needs_a_decision(editor, draft):
    answer = workbench(editor, draft, "")

    assert answer.context["chosen"] == "decisions"
    rows = [row for group in answer.context["shown_groups"] for row in group.rows]
    assert [row.has_open_notes for row in rows] == [True] * len(rows)
    assert "recommendations without a level" in answer.content.decode()


def test_ticked_notes_are_resolved_at_once(editor, draft):
    page = workbench(editor, draft, "?part=decisions&ticked=all").content.decode()
    notes = list(draft.notes.filter(resolved=False))
    assert page.count("checked") == len(notes)

    answer = editor.post(
        f"/editing/imports/{draft.slug}/notes/",
        {"note": [note.pk for note in notes], "part": "decisions"},
        follow=True,
    )

    assert f"{len(notes)} notes resolved." in answer.content.decode()
    assert not draft.notes.filter(resolved=False).exists()
