"""Retyping a block keeps its speakers or is rejected; retyping it back restores its values."""

import pytest

from portal.content.refusals import SaveRefusedError
from portal.content.stored_coverage import find_text_errors
from portal.editor.item_types import ITEM_TYPES
from reports.models import Report
from tests.builders import edits
from tests.builders.edits import blocks_of
from tests.builders.imported_reports import import_text
from tests.builders.records import make_organization, make_theme

pytestmark = pytest.mark.django_db
TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Session 1: All

1. Training is dear.
2. Ms. Ana Cruz, Director, noted this. Skills travel with people.
3. Cambodia welcomed the proposal.
4. Participants agreed that care is work. Participants agreed that ships are, too.
5. Participants recommended to:

A. National Level:
- train more people (Norway);
- ask employers.
"""


@pytest.fixture
def report():
    for name in ("Cambodia", "Norway"):
        make_organization(name)
    return import_text(TEXT)


def block_of(report, text):
    (block,) = [block for block in blocks_of(report) if block.text.startswith(text)]
    return block


def retype(report, text, to, reason="because"):
    report.refresh_from_db()
    block = edits.retype(report, report.version, block_of(report, text).key, to, reason)
    assert find_text_errors(Report.objects.get(pk=report.pk)) == []
    block.record.refresh_from_db()
    return block


def paragraph_values(report, text):
    paragraph = block_of(report, text).record
    return {
        "number": (paragraph.number, paragraph.label, paragraph.anchor),
        "voice": paragraph.voice,
        "speakers": [
            contribution.participation.person.name for contribution in paragraph.contributions.all()
        ],
        "bodies": [organization.name for organization in paragraph.speaking_organizations.all()],
        "themes": [theme.label for theme in paragraph.themes.all()],
    }


@pytest.mark.parametrize(
    ("text", "to", "sentence"),
    [
        (
            "Ms. Ana Cruz",
            "recommendation",
            "It is attributed to Ana Cruz, but the paragraph above is attributed to "
            "“Report text”. Give both the same attribution first.",
        ),
        (
            "Participants agreed",
            "recommendation",
            "It is attributed to “Agreed by participants”, but the paragraph above is "
            "attributed to Cambodia. Give both the same attribution first.",
        ),
        (
            "Ms. Ana Cruz",
            "heading",
            "It is attributed to Ana Cruz, but a heading has no attribution. Remove the attribution first.",
        ),
        (
            "Cambodia",
            "footnote",
            "It is attributed to Cambodia, but a footnote has no attribution. Remove the attribution first.",
        ),
        (
            "train more people",
            "title",
            "It is attributed to Norway, but a title has no attribution. Remove the attribution first.",
        ),
    ],
)
def test_retyping_that_would_drop_or_change_the_speaker_is_rejected(report, text, to, sentence):
    with pytest.raises(SaveRefusedError) as refused:
        retype(report, text, to)

    assert str(refused.value) == sentence


def test_discarding_a_paragraph_whose_recommendations_would_change_voice_is_rejected(report):
    cambodia = report.paragraphs.get(number="3")
    report.paragraphs.filter(number="4").delete()
    assert cambodia.voice == "named"

    with pytest.raises(SaveRefusedError, match="Its recommendations are attributed to"):
        edits.retype(
            report, report.version, block_of(report, "Participants rec").key, "discard", "a"
        )


@pytest.mark.parametrize("text", ["Ms. Ana Cruz", "Cambodia", "Training"])
def test_a_discarded_paragraph_retyped_as_paragraph_gets_all_its_data_back(report, text):
    theme = make_theme("Nothing printed")
    edits.set_themes(report, report.version, block_of(report, text).key, [theme.slug])
    before = paragraph_values(report, text)

    discarded = retype(report, text, "discard")
    retype(report, discarded.text, "paragraph")

    assert paragraph_values(report, text) == before


def test_a_split_half_retyped_as_recommendation_and_back_keeps_its_speaker(report):
    block = block_of(report, "Ms. Ana Cruz")
    edits.split(report, report.version, block.key, block.text.index("Skills travel"))
    before = paragraph_values(report, "Skills travel")

    recommendation = retype(report, "Skills travel", "recommendation")
    assert recommendation.record.paragraph.text == "Ms. Ana Cruz, Director, noted this."
    retype(report, "Skills travel", "paragraph")

    after = paragraph_values(report, "Skills travel")
    assert {**after, "number": before["number"]} == before
    assert after["speakers"] == ["Ana Cruz"]


def test_a_speaking_organization_becomes_the_issuer_on_retyping_and_back(report):
    recommendation = retype(report, "Cambodia", "recommendation")
    assert [str(issuer) for issuer in recommendation.record.issuers] == ["Cambodia"]

    retype(report, "Cambodia", "paragraph")

    after = paragraph_values(report, "Cambodia")
    assert (after["voice"], after["speakers"], after["bodies"]) == ("named", [], ["Cambodia"])


def test_a_recommendation_retyped_as_paragraph_is_agreed_and_back_keeps_its_level(report):
    paragraph = retype(report, "ask employers", "paragraph").record
    assert paragraph.voice == "agreed"

    recommendation = retype(report, "ask employers", "recommendation").record

    assert (recommendation.level, recommendation.issuers) == ("national", [])


def test_a_recommendation_retyped_as_paragraph_and_back_keeps_its_level_and_issuer(report):
    retype(report, "train more people", "paragraph")

    recommendation = retype(report, "train more people", "recommendation").record

    assert (recommendation.level, [str(issuer) for issuer in recommendation.issuers]) == (
        "national",
        ["Norway"],
    )


def test_a_recommendation_with_an_addressee_cannot_be_retyped_as_paragraph(report):
    recommendation = block_of(report, "ask employers").record
    recommendation.involvements.create(organization=make_organization("IOM"), role="addressee")

    with pytest.raises(SaveRefusedError, match="It is addressed to IOM, and only a"):
        retype(report, "ask employers", "paragraph")


def test_retyping_the_heading_of_an_annex_updates_whether_it_is_supplied():
    text = TEXT.replace("Training is dear.", "Training is dear (Annex 1).")
    report = import_text(f"{text}\nClosing\n\n6. All thanked.\n\nAnnex 1: List\n\nNobody.\n")
    assert report.annexes.get().is_supplied

    retype(report, "Annex 1: List", "paragraph")
    assert not report.annexes.get().is_supplied
    retype(report, "Annex 1: List", "heading")

    assert report.annexes.get().session.heading == "Annex 1: List"


def test_a_moved_paragraph_keeps_its_recommendations_when_the_heading_above_it_is_retyped():
    report = import_text(f"{TEXT}\nClosing\n\n6. All thanked.\n\nSession 2: More\n\n7. None.\n")
    (recommending,) = [b for b in blocks_of(report) if b.text == "Participants recommended to:"]
    item = (ITEM_TYPES["paragraphs"], recommending.record.anchor)
    for _ in range(3):
        report.refresh_from_db()
        edits.move_item(report, report.version, item, 1)

    report.refresh_from_db()
    edits.retype(report, report.version, block_of(report, "Session 2").key, "discard", "no heading")

    assert {recommendation.paragraph.text for recommendation in report.recommendations.all()} == {
        "Participants recommended to:"
    }


def test_a_typed_paragraph_stays_behind_the_one_before_it_when_its_heading_is_retyped():
    report = import_text(f"{TEXT}\nClosing\n\n6. All thanked.\n")
    last = block_of(report, "All thanked").record
    fields = {"text": "Typed.", "voice": "document", "label": ""}
    paragraphs = ITEM_TYPES["paragraphs"]
    edits.add_item(report, report.version, paragraphs, (paragraphs, last.anchor), fields=fields)

    report.refresh_from_db()
    edits.retype(report, report.version, block_of(report, "Closing").key, "discard", "no heading")

    texts = [paragraph.text for paragraph in report.paragraphs.in_document_order()]
    assert texts[-2:] == ["All thanked.", "Typed."]


def test_words_edited_by_hand_are_not_lost_on_retyping(report):
    report.paragraphs.filter(text="Training is dear.").update(text="Training is very dear.")
    key = block_of(report, "Training is very dear.").key

    with pytest.raises(SaveRefusedError, match="edited by hand"):
        edits.retype(report, report.version, key, "recommendation")

    assert edits.retype(report, report.version, key, "discard", "no text").is_discard
