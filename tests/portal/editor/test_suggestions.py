"""Suggestions on an item's page take one click and show their reason."""

import pytest

from portal.content.loader import load_snapshot
from portal.editor.item_page import item_url
from reports.models import Person, Report
from tests.builders.edits import blocks_of
from tests.builders.imported_reports import import_text
from tests.builders.records import assign_themes, make_organization, make_theme


def url_of(report, text):
    """Return the URL of the page of the item with a text."""
    stored = Report.objects.get(pk=report.pk)
    (block,) = [b for b in blocks_of(stored) if b.text == text and not b.is_discard]
    return item_url(stored, load_snapshot(stored), block.item)


@pytest.fixture
def act(editor, draft):
    """Return a function that sends a form of the item with a given text."""

    def send(text, do, **fields):
        version = Report.objects.get().version
        return editor.post(url_of(draft, text), {"do": do, "version": version, **fields})

    return send


def suggestions(editor, report, text):
    return {item.label: item for item in editor.get(url_of(report, text)).context["suggestions"]}


def test_a_suggested_level_is_accepted_by_one_click_and_shows_its_reason(editor, act, draft):
    draft.recommendations.filter(text="ask employers.").update(text="ask employers in the region.")
    found = suggestions(editor, draft, "ask employers in the region.")

    assert found["Level: Regional"].reason == "the text has “in the region”"
    editor.post(
        url_of(draft, "ask employers in the region."),
        {"do": "accept", "suggestion": found["Level: Regional"].value, "version": draft.version},
    )

    assert draft.recommendations.get(text__contains="region").level == "regional"


def test_a_suggested_theme_is_confirmed_or_removed_by_one_click(editor, act, draft):
    paragraph = draft.paragraphs.get(number="2")
    for label in ("Training", "Fees"):
        assign_themes(paragraph, [], suggested=[make_theme(label)])
    found = suggestions(editor, draft, "Training is dear.")

    assert found["Theme: Training"].reason == "the text has “Training”"
    act("Training is dear.", "accept", suggestion=found["Theme: Training"].value)
    act("Training is dear.", "accept", suggestion=found["Theme: Fees"].refusal)

    (assigned,) = paragraph.theme_assignments.all()
    assert (assigned.theme.label, assigned.status) == ("Training", "confirmed")


def test_a_suggested_addressee_is_accepted_by_one_click(editor, draft):
    thailand = make_organization("Thailand")
    draft.recommendations.filter(text="ask employers.").update(text="Thailand should ask.")
    found = suggestions(editor, draft, "Thailand should ask.")

    editor.post(
        url_of(draft, "Thailand should ask."),
        {
            "do": "accept",
            "suggestion": found["Addressed to: Thailand"].value,
            "version": draft.version,
        },
    )

    assert draft.recommendations.get(text="Thailand should ask.").addressees == [thailand]


def test_a_name_in_a_note_is_set_as_speaker_by_one_click_and_the_note_closes(editor):
    report = import_text(
        "ARF Seminar\n10 March 2019\n\n1. Mr. Ben Otto, Adviser, spoke first.\n\n"
        "2. Fees rose, as Ms. Lea Brown, an expert, had said to the press in May.\n"
    )
    notes = report.notes.filter(resolved=False, about__contains="Lea Brown")
    text = report.paragraphs.get(number="2").text
    found = suggestions(editor, report, text)
    (label,) = [name for name in found if name.startswith("Speaker: “")]

    editor.post(
        url_of(report, text),
        {"do": "accept", "suggestion": found[label].value, "version": report.version},
    )

    person = Person.objects.get(name="Lea Brown")
    assert [
        item.participation.person for item in report.paragraphs.get(number="2").contributions.all()
    ] == [person]
    assert not notes.exists()


def test_a_suggestion_that_no_longer_applies_is_refused_with_a_sentence(editor, draft):
    for value in ("", "theme:x", "nothing:1", "speaker:99999:Ana", "level:deep", "theme:999"):
        answer = editor.post(
            url_of(draft, "Training is dear."),
            {"do": "accept", "suggestion": value, "version": draft.version},
        )
        assert answer.status_code == 422
