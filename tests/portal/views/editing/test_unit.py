"""The page of one piece: what can be done with it, done by forms alone."""

import pytest

from portal.correcting.units import units_of
from portal.importing.check import faults_of
from recommendations.models import Involvement
from reports import publishing
from reports.models import Organization, Person, Report, Theme
from tests.builders import make_person


def key_of(report, text):
    (found,) = [
        one for one in units_of(report) if one.text == text and not one.is_discard
    ]
    return found.key


@pytest.fixture
def act(editor, draft):
    """Return a way to send the form of the piece that has a text."""

    def sent(text, do, **fields):
        version = Report.objects.get().version
        address = f"/editing/imports/{draft.slug}/pieces/{key_of(draft, text)}/"
        answer = editor.post(address, {"do": do, "version": version, **fields})
        assert faults_of(Report.objects.get()) == []
        return answer

    return sent


FIRST = "Ms. Ana Cruz, Director, noted this. Skills travel with people."


def test_a_paragraph_is_split_at_a_sentence_and_the_way_back_is_offered(
    act, editor, draft
):
    answer = act(FIRST, "split", offset=36)
    assert answer.status_code == 302

    page = editor.get(answer["Location"]).context["said"]
    assert page["sentence"] == "Split before “Skills travel with people.”."
    editor.post(page["address"], page["fields"])
    assert key_of(draft, FIRST)


def test_a_paragraph_is_split_at_words_that_stand_there_once(act, draft):
    act(FIRST, "split", words="Skills travel")
    assert key_of(draft, "Skills travel with people.")

    answer = act("Training is dear.", "split", words="nothing")
    assert answer.status_code == 422
    assert "“nothing” stands nowhere in the text" in answer.content.decode()


def test_joining_retyping_and_levels_are_undone_by_one_button(act, editor, draft):
    for text, do, fields in (
        ("ask employers.", "join", {}),
        ("Training is dear.", "retype", {"to": "discard", "reason": "no text"}),
        ("train more", "level", {"level": "bilateral"}),
    ):
        before = [(one.type, one.text) for one in units_of(draft)]
        answer = act(text, do, **fields)
        said = editor.get(answer["Location"]).context["said"]
        editor.post(said["address"], said["fields"])

        assert faults_of(Report.objects.get()) == []
        after = [(one.type, one.text) for one in units_of(draft)]
        assert after == before
    assert set(draft.recommendations.values_list("level", flat=True)) == {""}


def test_a_speaker_is_chosen_among_the_likely_and_the_printed_form_is_kept(
    act, editor, draft
):
    known = make_person("Benjamin Otto")
    address = (
        f"/editing/imports/{draft.slug}/pieces/{key_of(draft, 'Training is dear.')}/"
    )

    page = editor.get(address, {"printed": "Mr. Benjamin Oto"})
    assert [(one.record, one.reason) for one in page.context["candidates"]] == [
        (known, "bears a name like it, “Benjamin Otto”")
    ]
    body = Organization.objects.create(slug="iom", name="IOM")
    act(
        "Training is dear.",
        "speaker",
        printed="Mr. Benjamin Oto",
        person=known.slug,
        position="Adviser",
        organization=["iom"],
    )

    paragraph = draft.paragraphs.get(number="2")
    (said,) = paragraph.contributions.all()
    assert (
        paragraph.voice,
        said.participation.person,
        said.participation.position,
    ) == (
        "named",
        known,
        "Adviser",
    )
    assert [one.organization for one in said.participation.affiliations.all()] == [body]
    known.refresh_from_db()
    assert known.other_names == ["Mr. Benjamin Oto"]


def test_a_speaker_who_is_not_known_is_made_with_a_new_organization(act, draft):
    act(
        "Training is dear.",
        "speaker",
        printed="Dr. Lea Brown",
        new_organization="School of Trades",
    )

    made = Person.objects.get(name="Lea Brown")
    assert made.other_names == ["Dr. Lea Brown"]
    (took_part,) = made.participations.all()
    assert [one.name for one in took_part.organizations.all()] == ["School of Trades"]


def test_a_speaker_is_taken_off(act, draft):
    paragraph = draft.paragraphs.get(number="1")

    act(FIRST, "silence", participation=paragraph.contributions.get().participation_id)

    paragraph.refresh_from_db()
    assert (paragraph.voice, paragraph.contributions.count()) == ("document", 0)


def test_who_recommends_is_chosen_or_new(act, draft):
    act("train more", "issuer", printed="Norland")
    Organization.objects.filter(name="Norland").update(slug="norland")
    act("ask employers.", "issuer", printed="Kingdom of Norland", body="norland")

    assert {
        (one.text, body.name)
        for one in draft.recommendations.all()
        for body in one.issuers
    } == {("train more", "Norland"), ("ask employers.", "Norland")}
    assert [one.printed for one in Involvement.objects.order_by("pk")] == [
        "",
        "Kingdom of Norland",
    ]


def test_a_body_gets_its_printed_form_when_readers_get_the_report(act, draft):
    norland = Organization.objects.create(slug="norland", name="Norland")
    act("ask employers.", "issuer", printed="Kingdom of Norland", body="norland")
    norland.refresh_from_db()
    assert norland.printed_forms == ["Norland"]

    publishing.publish(draft)

    norland.refresh_from_db()
    assert norland.printed_forms == ["Norland", "Kingdom of Norland"]


def test_themes_headings_and_nesting_are_set(act, draft):
    Theme.objects.create(slug="care", label="Care")
    one = key_of(draft, "train more")

    act("train more", "themes", theme=["care"])
    act("ask employers.", "nest", under=one)
    act("Session 1: Training", "kind", kind="opening", number="", title="Training")

    asked = draft.recommendations.get(text="ask employers.")
    assert (asked.parent.text, asked.parent.themes.get().slug) == ("train more", "care")
    assert draft.sessions.get(title="Training").kind == "opening"


def test_who_was_overtaken_keeps_what_was_typed(editor, draft):
    key = key_of(draft, "Training is dear.")
    fields = {"do": "retype", "to": "discard", "reason": "my own reason", "version": 0}

    answer = editor.post(f"/editing/imports/{draft.slug}/pieces/{key}/", fields)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody else has saved this report" in page
    assert 'value="my own reason"' in page


def test_a_piece_that_is_gone_leads_back_to_the_bench(editor, draft):
    for key in ("paragraph-999999", "nothing-1", "paragraph-" + "9" * 30):
        answer = editor.get(f"/editing/imports/{draft.slug}/pieces/{key}/", follow=True)
        assert "This piece is not there any more" in answer.content.decode()


def test_no_deed_but_those_offered_is_done(editor, draft):
    key = key_of(draft, "Training is dear.")

    answer = editor.post(
        f"/editing/imports/{draft.slug}/pieces/{key}/", {"do": "explode"}
    )

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Skills travel with people.", "or with these words"),
        ("Training is dear.", "The second piece begins with these words"),
    ],
)
def test_the_words_to_split_at_are_asked_for_beside_the_sentences(
    editor, draft, text, label
):
    unit = next(one for one in units_of(draft) if text in one.text)
    page = editor.get(f"/editing/imports/{draft.slug}/pieces/{unit.key}/").content

    assert label in " ".join(page.decode().split())
