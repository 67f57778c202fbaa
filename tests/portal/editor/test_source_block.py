"""The page of one block: its actions, sent as plain forms."""

import pytest

from portal.content import workflow
from portal.content.source_edits.source_spans import blocks_of
from portal.content.stored_coverage import find_errors
from portal.templatetags.editor_tags import undo_form
from recommendations.models import Involvement
from reports.models import Organization, Person, Report, Theme
from tests.builders.records import make_person


def key_of(report, text):
    (block,) = [block for block in blocks_of(report) if block.text == text and not block.is_discard]
    return block.key


@pytest.fixture
def act(editor, draft):
    """Return a function that sends a form of the block with a given text."""

    def send(text, do, **fields):
        version = Report.objects.get().version
        url = f"/editing/imports/{draft.slug}/pieces/{key_of(draft, text)}/"
        answer = editor.post(url, {"do": do, "version": version, **fields})
        assert find_errors(Report.objects.get()) == []
        return answer

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


def test_joining_retyping_and_setting_a_level_can_be_undone(act, editor, draft):
    for text, do, fields in (
        ("ask employers.", "join", {}),
        ("Training is dear.", "retype", {"to": "discard", "reason": "no text"}),
        ("train more", "level", {"level": "bilateral"}),
    ):
        before = [(block.type, block.text) for block in blocks_of(draft)]
        answer = act(text, do, **fields)
        *_, message = editor.get(answer["Location"]).context["messages"]
        undo = undo_form(message)
        editor.post(undo["url"], undo["fields"])

        assert find_errors(Report.objects.get()) == []
        after = [(block.type, block.text) for block in blocks_of(draft)]
        assert after == before
    assert set(draft.recommendations.values_list("level", flat=True)) == {""}


def test_a_speaker_is_chosen_from_the_candidates_and_the_printed_name_is_stored(act, editor, draft):
    known = make_person("Benjamin Otto")
    url = f"/editing/imports/{draft.slug}/pieces/{key_of(draft, 'Training is dear.')}/"

    page = editor.get(url, {"printed": "Mr. Benjamin Oto"})
    assert [(candidate.record, candidate.reason) for candidate in page.context["candidates"]] == [
        (known, "has a similar name, “Benjamin Otto”")
    ]
    organization = Organization.objects.create(slug="iom", name="IOM")
    act(
        "Training is dear.",
        "speaker",
        printed="Mr. Benjamin Oto",
        person=known.slug,
        position="Adviser",
        organization=["iom"],
    )

    paragraph = draft.paragraphs.get(number="2")
    (contribution,) = paragraph.contributions.all()
    assert (
        paragraph.voice,
        contribution.participation.person,
        contribution.participation.position,
    ) == (
        "named",
        known,
        "Adviser",
    )
    assert [
        affiliation.organization for affiliation in contribution.participation.affiliations.all()
    ] == [organization]
    known.refresh_from_db()
    assert known.other_names == ["Mr. Benjamin Oto"]


def test_an_unknown_speaker_is_created_with_a_new_organization(act, draft):
    act(
        "Training is dear.",
        "speaker",
        printed="Dr. Lea Brown",
        new_organization="School of Trades",
    )

    person = Person.objects.get(name="Lea Brown")
    assert person.other_names == ["Dr. Lea Brown"]
    (participation,) = person.participations.all()
    assert [organization.name for organization in participation.organizations.all()] == [
        "School of Trades"
    ]


def test_a_speaker_is_removed(act, draft):
    paragraph = draft.paragraphs.get(number="1")

    act(FIRST, "silence", participation=paragraph.contributions.get().participation_id)

    paragraph.refresh_from_db()
    assert (paragraph.voice, paragraph.contributions.count()) == ("document", 0)


def test_the_issuer_of_a_recommendation_is_chosen_or_created(act, draft):
    act("train more", "issuer", printed="Norland")
    Organization.objects.filter(name="Norland").update(slug="norland")
    act("ask employers.", "issuer", printed="Kingdom of Norland", body="norland")

    assert {
        (recommendation.text, issuer.name)
        for recommendation in draft.recommendations.all()
        for issuer in recommendation.issuers
    } == {("train more", "Norland"), ("ask employers.", "Norland")}
    assert [involvement.printed for involvement in Involvement.objects.order_by("pk")] == [
        "",
        "Kingdom of Norland",
    ]


def test_an_organization_gets_its_printed_form_when_the_report_is_published(act, draft):
    norland = Organization.objects.create(slug="norland", name="Norland")
    act("ask employers.", "issuer", printed="Kingdom of Norland", body="norland")
    norland.refresh_from_db()
    assert norland.printed_forms == ["Norland"]

    workflow.publish(draft)

    norland.refresh_from_db()
    assert norland.printed_forms == ["Norland", "Kingdom of Norland"]


def test_themes_session_kind_and_nesting_are_set(act, draft):
    Theme.objects.create(slug="care", label="Care")
    parent_key = key_of(draft, "train more")

    act("train more", "themes", theme=["care"])
    act("ask employers.", "nest", under=parent_key)
    act("Session 1: Training", "kind", kind="opening", number="", title="Training")

    recommendation = draft.recommendations.get(text="ask employers.")
    assert (recommendation.parent.text, recommendation.parent.themes.get().slug) == (
        "train more",
        "care",
    )
    assert draft.sessions.get(title="Training").kind == "opening"


def test_a_source_edit_on_an_outdated_version_is_rejected_and_keeps_the_typed_values(editor, draft):
    key = key_of(draft, "Training is dear.")
    fields = {"do": "retype", "to": "discard", "reason": "my own reason", "version": 0}

    answer = editor.post(f"/editing/imports/{draft.slug}/pieces/{key}/", fields)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Another editor has saved this report" in page
    assert 'value="my own reason"' in page


def test_the_page_of_a_missing_block_redirects_to_the_workbench(editor, draft):
    for key in ("paragraph-999999", "nothing-1", "paragraph-" + "9" * 30):
        answer = editor.get(f"/editing/imports/{draft.slug}/pieces/{key}/", follow=True)
        assert "This block no longer exists" in answer.content.decode()


def test_an_unknown_action_is_not_found(editor, draft):
    key = key_of(draft, "Training is dear.")

    answer = editor.post(f"/editing/imports/{draft.slug}/pieces/{key}/", {"do": "explode"})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Skills travel with people.", "or before these words"),
        ("Training is dear.", "The second block begins with these words"),
    ],
)
def test_the_split_form_asks_for_words_beside_the_sentences(editor, draft, text, label):
    block = next(block for block in blocks_of(draft) if text in block.text)
    page = editor.get(f"/editing/imports/{draft.slug}/pieces/{block.key}/").content

    assert label in " ".join(page.decode().split())
