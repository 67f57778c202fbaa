"""The operations of an item's page, sent as plain forms, and its suggestions."""

import pytest

from portal.content import workflow
from portal.content.loader import load_snapshot
from portal.content.snapshot import serialize
from portal.content.stored_coverage import find_errors
from portal.editor.item_page import item_url
from portal.templatetags.editor_tags import undo_form
from reports.models import Organization, Person, Report, Theme
from tests.builders import edits
from tests.builders.editor_forms import typed
from tests.builders.edits import blocks_of
from tests.builders.records import make_person


def key_of(report, text):
    (block,) = [block for block in blocks_of(report) if block.text == text and not block.is_discard]
    return block.key


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
        answer = editor.post(url_of(draft, text), {"do": do, "version": version, **fields})
        assert find_errors(Report.objects.get()) == []
        return answer

    return send


@pytest.fixture
def save(editor, draft):
    """Return a function that saves the form of the item with a given text."""

    def send(text, **fields):
        url = url_of(draft, text)
        form_data = typed(editor.get(url), **fields)
        return editor.post(url, form_data)

    return send


FIRST = "Ms. Ana Cruz, Director, noted this. Skills travel with people."


def test_a_paragraph_is_split_at_a_sentence_and_undo_is_offered(act, editor, draft):
    answer = act(FIRST, "split", offset=36)
    assert answer.status_code == 302

    [message] = editor.get(answer["Location"]).context["messages"]
    assert str(message) == "Split before “Skills travel with people.”."
    undo = undo_form(message)
    editor.post(undo["url"], undo["fields"])
    assert key_of(draft, FIRST)


def test_a_paragraph_is_split_at_typed_words_and_unknown_words_are_rejected(act, draft):
    act(FIRST, "split", words="Skills travel")
    assert key_of(draft, "Skills travel with people.")

    answer = act("Training is dear.", "split", words="nothing")
    assert answer.status_code == 422
    assert "“nothing” occurs nowhere in the text" in answer.content.decode()


def test_every_operation_can_be_undone_byte_by_byte(act, editor, draft):
    for text, do, fields in (
        ("ask employers.", "join", {}),
        ("Training is dear.", "retype", {"to": "discard", "reason": "no text"}),
        ("Training is dear.", "split", {"words": "dear"}),
        ("ask employers.", "nest", {"under": "3.1"}),
        (FIRST, "silence", {"participation": draft.participations.get().pk}),
    ):
        before = serialize(load_snapshot(Report.objects.get()))
        answer = act(text, do, **fields)
        *_, message = editor.get(answer["Location"]).context["messages"]
        undo = undo_form(message)
        editor.post(undo["url"], undo["fields"])

        assert serialize(load_snapshot(Report.objects.get())) == before


def test_undo_leads_back_to_the_item(act, editor, draft):
    answer = act("train more", "split", words="more")
    *_, message = editor.get(answer["Location"]).context["messages"]
    undo = undo_form(message)

    undone = editor.post(undo["url"], undo["fields"])

    assert undone["Location"] == answer["Location"] == url_of(draft, "train more")


def test_a_speaker_is_picked_among_all_people_and_becomes_a_participant(save, draft):
    known = make_person("Benjamin Otto")

    save("Training is dear.", voice="named", speakers=[known.pk])

    paragraph = draft.paragraphs.get(number="2")
    (contribution,) = paragraph.contributions.all()
    assert (paragraph.voice, contribution.participation.person) == ("named", known)
    assert contribution.participation.role == "speaker"


def test_a_new_speaker_is_created_inside_the_picker(editor, save, draft):
    url = url_of(draft, "Training is dear.")
    changes = {"speakers-find": "Dr. Lea Brown", "do": "new-speakers"}

    page = editor.post(url, typed(editor.get(url), **changes))
    picks = {row.name: picks for row, picks, _ in page.context["rows"]}
    assert [pick.name for pick in picks["speakers"] if pick.is_picked] == ["Dr. Lea Brown (new)"]
    assert not Person.objects.filter(name="Lea Brown").exists()
    save("Training is dear.", voice="named", speakers=["new:Dr. Lea Brown"])

    person = Person.objects.get(name="Lea Brown")
    assert person.other_names == ["Dr. Lea Brown"]
    assert person.participations.get().contributions.count() == 1


def test_a_refused_save_creates_nobody(save, draft):
    answer = save("Training is dear.", voice="document", speakers=["new:Dr. Lea Brown"])

    assert answer.status_code == 422
    assert not Person.objects.filter(name="Lea Brown").exists()


def test_a_speaker_is_removed(act, draft):
    paragraph = draft.paragraphs.get(number="1")

    act(FIRST, "silence", participation=paragraph.contributions.get().participation_id)

    paragraph.refresh_from_db()
    assert (paragraph.voice, paragraph.contributions.count()) == ("document", 0)


def test_the_issuer_of_a_recommendation_is_chosen_or_created(save, draft):
    save("train more", issuers=["new:Norland"])
    norland = Organization.objects.get(name="Norland")
    save("ask employers.", issuers=[norland.pk])

    assert {
        (recommendation.text, issuer.name)
        for recommendation in draft.recommendations.all()
        for issuer in recommendation.issuers
    } == {("train more", "Norland"), ("ask employers.", "Norland")}


def test_an_organization_gets_its_printed_form_when_the_report_is_published(draft):
    norland = Organization.objects.create(slug="norland", name="Norland")
    key = key_of(draft, "ask employers.")
    edits.add_issuer(draft, draft.version, key, "Kingdom of Norland", "norland")
    norland.refresh_from_db()
    assert norland.printed_forms == ["Norland"]

    workflow.publish(draft)

    norland.refresh_from_db()
    assert norland.printed_forms == ["Norland", "Kingdom of Norland"]


def test_themes_session_kind_and_nesting_are_set(act, save, draft):
    care = Theme.objects.create(slug="care", label="Care")
    parent = draft.recommendations.get(text="train more").reference

    save("train more", themes=[care.pk])
    act("ask employers.", "nest", under=parent)
    save("Session 1: Training", kind="opening", number="", title="Training")

    recommendation = draft.recommendations.get(text="ask employers.")
    assert (recommendation.parent.text, recommendation.parent.themes.get().slug) == (
        "train more",
        "care",
    )
    assert draft.sessions.get(title="Training").kind == "opening"


def test_an_operation_on_an_outdated_version_is_rejected_and_keeps_the_typed_values(editor, draft):
    fields = {"do": "retype", "to": "discard", "reason": "my own reason", "version": 0}

    answer = editor.post(url_of(draft, "Training is dear."), fields)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Another editor has saved this report" in page
    assert 'value="my own reason"' in page


def test_a_row_of_the_workbench_leads_to_its_item_and_a_missing_one_back(editor, draft):
    key = key_of(draft, "Training is dear.")
    answer = editor.get(f"/editing/imports/{draft.slug}/items/{key}/")
    assert answer["Location"] == url_of(draft, "Training is dear.")

    for key in ("paragraph-999999", "nothing-1", "paragraph-" + "9" * 30):
        answer = editor.get(f"/editing/imports/{draft.slug}/items/{key}/", follow=True)
        assert "This item no longer exists" in answer.content.decode()


def test_the_title_block_has_a_page_without_a_form(editor, draft):
    page = editor.get(url_of(draft, "ARF Seminar on Skills 10 March 2019, Bangkok"))

    assert page.context["form"] is None
    assert "Change the type to" in page.content.decode()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (FIRST, "or with these words"),
        ("Training is dear.", "The second half begins with these words"),
    ],
)
def test_the_split_form_asks_for_words_beside_the_sentences(editor, draft, text, label):
    page = editor.get(url_of(draft, text)).content

    assert label in " ".join(page.decode().split())


def test_the_source_is_shown_in_joined_lines_with_the_item_marked(editor, draft):
    page = editor.get(url_of(draft, "Training is dear."))

    source = page.context["page"].source
    assert source.text == "2. Training is dear."
    assert source.before.endswith("Session 1: Training\n\n")


def test_neighbors_follow_the_order_of_the_report(editor, draft):
    page = editor.get(url_of(draft, "Training is dear."))

    assert page.context["page"].neighbors == (
        url_of(draft, "Session 1: Training"),
        url_of(draft, "Participants recommended to:"),
    )
