"""Splitting and joining keep the speakers of every text, or the edit is rejected."""

import pytest

from portal.content.refusals import SaveRefusedError
from recommendations.models import Involvement
from tests.builders import edits
from tests.builders.imported_reports import import_text
from tests.builders.records import assign_themes, make_instrument, make_organization, make_theme
from tests.builders.seminar_texts import SEMINAR_OF_MANY_SPEAKERS
from tests.builders.source_edits import edit_text, find_block_by_start

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    for name in ("Cambodia", "Norway", "Sweden", "ILO"):
        make_organization(name)
    return import_text(SEMINAR_OF_MANY_SPEAKERS)


def split(report, text, second):
    block = find_block_by_start(report, text)
    edit_text(edits.split, report, block.key, block.text.index(second))
    halves = [find_block_by_start(report, start) for start in (text, second)]
    return [half.record for half in halves]


def attribution(paragraph):
    paragraph.refresh_from_db()
    return (
        paragraph.voice,
        [contribution.participation.person.name for contribution in paragraph.contributions.all()],
        [organization.name for organization in paragraph.speaking_organizations.order_by("name")],
    )


@pytest.mark.parametrize(
    ("text", "second", "expected"),
    [
        ("Ms. Ana Cruz", "Skills travel", ("named", ["Ana Cruz"], [])),
        ("Cambodia", "It spoke", ("named", [], ["Cambodia"])),
        ("Training is", "The ILO", ("document", [], [])),
    ],
)
def test_splitting_a_paragraph_keeps_voice_and_speakers_on_both_halves(
    report, text, second, expected
):
    halves = split(report, text, second)

    assert [attribution(half) for half in halves] == [expected, expected]


def test_splitting_a_paragraph_moves_links_to_the_half_that_names_them_or_else_to_both(report):
    here, there, nowhere = (
        make_theme("Cambodia"),
        make_theme("Fair recruitment"),
        make_theme("Ships"),
    )
    paragraph = find_block_by_start(report, "Cambodia").record
    assign_themes(paragraph, [here, there, nowhere])
    paragraph.organizations.set([make_organization("IOM")])
    paragraph.instruments.set([make_instrument("Skills Convention")])

    halves = split(report, "Cambodia", "It spoke")

    assert [
        [
            sorted(str(record) for record in getattr(half, name).all())
            for name in ("themes", "organizations", "instruments")
        ]
        for half in halves
    ] == [
        [["Cambodia", "Ships"], ["IOM"], ["Skills Convention"]],
        [["Fair recruitment", "Ships"], ["IOM"], []],
    ]


def test_splitting_a_paragraph_links_an_annex_to_the_half_that_names_it(report):
    _, second = split(report, "Ms. Ana Cruz", "The list is")

    assert report.annexes.get().named_in == second


def test_splitting_a_recommendation_keeps_issuers_and_addressees_on_both_halves(report):
    recommendation = find_block_by_start(report, "train more").record
    unhcr = make_organization("UNHCR")
    recommendation.involvements.create(
        organization=unhcr, role="addressee", printed="the High Commissioner"
    )

    halves = split(report, "train more", "Pay them")

    assert [
        (half.level, half.parent, sorted(map(str, half.involvements.all()))) for half in halves
    ] == [("national", None, ["Norway (made it)", "UNHCR (addressed)"])] * 2
    involvements = Involvement.objects.filter(organization=unhcr)
    assert {involvement.printed for involvement in involvements} == {"the High Commissioner"}


def test_splitting_a_recommendation_moves_an_organization_to_the_half_that_names_it(report):
    halves = split(report, "ask the ILO", "Tell others")

    assert [
        [str(involvement) for involvement in half.involvements.filter(role="named")]
        for half in halves
    ] == [
        ["ILO (named)"],
        [],
    ]


def test_splitting_a_nested_recommendation_keeps_both_halves_under_the_same_parent(report):
    first, second = split(report, "in care", "And on ships")

    assert (second.parent.text, second.level) == (first.parent.text, "national")
    assert [str(nested.parent_id) for nested in first.points.all()] == [str(first.pk)]


def test_joined_paragraphs_keep_the_speakers_of_both(report):
    cambodia = find_block_by_start(report, "Cambodia").record
    edit_text(edits.join, report, find_block_by_start(report, "Norway").key)

    assert attribution(cambodia) == ("named", [], ["Cambodia", "Norway"])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Participants recommended",
            "The previous block has the voice “Report text”, this one has “Agreed by participants”. "
            "Choose the same voice for both, then join them.",
        ),
        (
            "Cambodia",
            "A person speaks in one of the two, a State or an organization in the other. Set the "
            "same speakers for both, then join them.",
        ),
        (
            "ask employers",
            "The two are nested under different recommendations. Nest both under the same one, "
            "then join them.",
        ),
    ],
)
def test_blocks_with_different_voices_speakers_or_parents_cannot_be_joined(report, text, sentence):
    with pytest.raises(SaveRefusedError) as refused:
        edit_text(edits.join, report, find_block_by_start(report, text).key)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"level": "bilateral"}, "The previous recommendation has the level “Bilateral”"),
        ({}, "The two were made by different States or organizations."),
    ],
)
def test_recommendations_with_different_levels_or_issuers_cannot_be_joined(
    report, change, sentence
):
    report.recommendations.filter(text__startswith="in ").delete()
    report.parts.filter(kind="footnote").delete()
    block = find_block_by_start(report, "train more")
    report.recommendations.filter(pk=block.record.pk).update(**change)

    with pytest.raises(SaveRefusedError, match=sentence):
        edits.join(report, report.version, find_block_by_start(report, "ask employers").key)


def test_joining_keeps_an_issuer_that_only_one_of_two_recommendations_has(report):
    edit_text(edits.join, report, find_block_by_start(report, "ask the ILO").key)

    whole = find_block_by_start(report, "ask employers").record
    assert sorted(map(str, whole.involvements.all())) == [
        "ILO (named)",
        "Sweden (made it)",
    ]


def test_an_annex_stays_supplied_when_its_heading_is_joined_to_another():
    report = import_text(
        f"{SEMINAR_OF_MANY_SPEAKERS}\nAnnex 1: List\n\nAppendix B: More\n\nNobody.\n"
    )
    annex = report.annexes.get()
    first, second = report.sessions.filter(kind="annex").order_by("position")
    annex.session = second
    annex.save()

    edit_text(edits.join, report, f"heading-{second.pk}")

    annex.refresh_from_db()
    assert annex.session == first


def test_nested_recommendations_take_the_level_of_their_parent(report):
    wages = find_block_by_start(report, "compare wages")
    train = find_block_by_start(report, "train more")
    edit_text(edits.set_level, report, [train.key], "bilateral")
    assert {
        recommendation.level
        for recommendation in report.recommendations.filter(text__startswith="in ")
    } == {"bilateral"}
    employers = find_block_by_start(report, "ask employers")
    ilo = find_block_by_start(report, "ask the ILO")
    edit_text(edits.nest, report, ilo.key, employers.key)
    edit_text(edits.set_level, report, [employers.key], "regional")

    edit_text(edits.nest, report, employers.key, train.key)

    levels = dict(report.recommendations.values_list("text", "level"))
    assert levels.pop(wages.text) == "regional"
    assert set(levels.values()) == {"bilateral"}
