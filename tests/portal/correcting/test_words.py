"""Cut and joined, every stretch of text keeps whose words it is, or the edit is refused."""

import pytest

from portal.correcting import corrections
from portal.correcting.units import units_of
from portal.history.saving import SaveRefusedError
from portal.importing.check import stored_faults
from recommendations.models import Involvement
from reports.models import Report
from tests.builders import (
    assign_themes,
    make_instrument,
    make_organization,
    make_theme,
)
from tests.portal.importing.in_process import imported

pytestmark = pytest.mark.django_db
TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Ms. Ana Cruz, Director, noted this. Skills travel with people. The list is in Annex 1.
2. Cambodia welcomed the Skills Convention. It spoke of fair recruitment, too.
3. Norway said that it agreed. It did so with pleasure.
4. Mr. Ben Otto, Adviser, explained why. He gave figures.

Session 1: Training

5. Training is dear. The ILO helps.
6. Participants recommended to:

A. National Level:
- train more people. Pay them fairly (Norway);
  - in care. And on ships;
    - in ports;
- ask employers (Sweden);
- ask the ILO. Tell others.

B. Regional Level:
- compare wages.
"""


@pytest.fixture
def report():
    for name in ("Cambodia", "Norway", "Sweden", "ILO"):
        make_organization(name)
    return imported(TEXT)


def unit(report, text):
    (found,) = [
        one for one in units_of(report) if one.text.startswith(text) and not one.is_part
    ]
    return found


def do(change, report, *args):
    report.refresh_from_db()
    outcome = change(report, report.version, *args)
    assert stored_faults(Report.objects.get(pk=report.pk)) == []
    return outcome


def split(report, text, second):
    found = unit(report, text)
    do(corrections.split, report, found.key, found.text.index(second))
    return unit(report, text).record, unit(report, second).record


def who(paragraph):
    paragraph.refresh_from_db()
    return (
        paragraph.voice,
        [one.participation.person.name for one in paragraph.contributions.all()],
        [one.name for one in paragraph.speaking_organizations.order_by("name")],
    )


@pytest.mark.parametrize(
    ("text", "second", "said_by"),
    [
        ("Ms. Ana Cruz", "Skills travel", ("named", ["Ana Cruz"], [])),
        ("Cambodia", "It spoke", ("named", [], ["Cambodia"])),
        ("Training is", "The ILO", ("document", [], [])),
    ],
)
def test_both_halves_of_a_paragraph_give_the_same_words(report, text, second, said_by):
    halves = split(report, text, second)

    assert [who(one) for one in halves] == [said_by, said_by]


def test_each_half_keeps_what_it_names_and_both_what_neither_does(report):
    here, there, nowhere = (
        make_theme("Cambodia"),
        make_theme("Fair recruitment"),
        make_theme("Ships"),
    )
    paragraph = unit(report, "Cambodia").record
    assign_themes(paragraph, [here, there, nowhere])
    paragraph.organizations.set([make_organization("IOM")])
    paragraph.instruments.set([make_instrument("Skills Convention")])

    halves = split(report, "Cambodia", "It spoke")

    assert [
        [
            sorted(str(record) for record in getattr(one, name).all())
            for name in ("themes", "organizations", "instruments")
        ]
        for one in halves
    ] == [
        [["Cambodia", "Ships"], ["IOM"], ["Skills Convention"]],
        [["Fair recruitment", "Ships"], ["IOM"], []],
    ]


def test_the_half_that_names_an_annex_is_where_it_is_named(report):
    _, second = split(report, "Ms. Ana Cruz", "The list is")

    assert report.annexes.get().named_in == second


def test_both_halves_of_a_recommendation_are_made_by_the_same_and_ask_the_same(report):
    asked = unit(report, "train more").record
    ilo = make_organization("UNHCR")
    asked.involvements.create(
        organization=ilo, role="addressee", printed="the High Commissioner"
    )

    halves = split(report, "train more", "Pay them")

    assert [
        (one.level, one.parent, sorted(map(str, one.involvements.all())))
        for one in halves
    ] == [("national", None, ["Norway (made it)", "UNHCR (addressed)"])] * 2
    forms = Involvement.objects.filter(organization=ilo)
    assert {one.printed for one in forms} == {"the High Commissioner"}


def test_the_half_of_a_recommendation_that_names_a_body_keeps_it(report):
    halves = split(report, "ask the ILO", "Tell others")

    assert [
        [str(one) for one in half.involvements.filter(role="named")] for half in halves
    ] == [["ILO (named)"], []]


def test_a_nested_point_is_cut_into_two_under_the_same(report):
    first, second = split(report, "in care", "And on ships")

    assert (second.parent.text, second.level) == (first.parent.text, "national")
    assert [str(one.parent_id) for one in first.points.all()] == [str(first.pk)]


def test_pieces_joined_are_said_by_all_who_said_them(report):
    cambodia = unit(report, "Cambodia").record
    do(corrections.join, report, unit(report, "Norway").key)

    assert who(cambodia) == ("named", [], ["Cambodia", "Norway"])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Participants recommended",
            "The piece before gives the words of “The report itself”, this one those of “Agreed "
            "by participants”. Choose the same for both, then join them.",
        ),
        (
            "Cambodia",
            "In one of the two a person speaks, in the other a State or a body. Name the same "
            "speakers in both, then join them.",
        ),
        (
            "ask employers",
            "The two stand under different recommendations. Put both under the same, then join "
            "them.",
        ),
    ],
)
def test_pieces_of_others_are_not_joined(report, text, sentence):
    with pytest.raises(SaveRefusedError) as refused:
        do(corrections.join, report, unit(report, text).key)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"level": "bilateral"}, "The recommendation before has the level “Bilateral”"),
        ({}, "The two were made by different States or bodies."),
    ],
)
def test_recommendations_of_another_level_or_maker_are_not_joined(
    report, change, sentence
):
    report.recommendations.filter(text__startswith="in ").delete()
    report.parts.filter(kind="footnote").delete()
    asked = unit(report, "train more")
    report.recommendations.filter(pk=asked.record.pk).update(**change)

    with pytest.raises(SaveRefusedError, match=sentence):
        corrections.join(report, report.version, unit(report, "ask employers").key)


def test_who_made_one_of_two_recommendations_made_the_whole(report):
    do(corrections.join, report, unit(report, "ask the ILO").key)

    whole = unit(report, "ask employers").record
    assert sorted(map(str, whole.involvements.all())) == [
        "ILO (named)",
        "Sweden (made it)",
    ]


def test_an_annex_stays_supplied_when_its_heading_is_joined_to_another():
    report = imported(f"{TEXT}\nAnnex 1: List\n\nAppendix B: More\n\nNobody.\n")
    annex = report.annexes.get()
    first, second = report.sessions.filter(kind="annex").order_by("position")
    annex.session = second
    annex.save()

    do(corrections.join, report, f"heading-{second.pk}")

    annex.refresh_from_db()
    assert annex.session == first


def test_points_below_a_nested_one_have_its_level(report):
    wages, train = unit(report, "compare wages"), unit(report, "train more")
    do(corrections.set_level, report, [train.key], "bilateral")
    assert {
        one.level for one in report.recommendations.filter(text__startswith="in ")
    } == {"bilateral"}
    employers, ilo = unit(report, "ask employers"), unit(report, "ask the ILO")
    do(corrections.nest, report, ilo.key, employers.key)
    do(corrections.set_level, report, [employers.key], "regional")

    do(corrections.nest, report, employers.key, train.key)

    levels = dict(report.recommendations.values_list("text", "level"))
    assert levels.pop(wages.text) == "regional"
    assert set(levels.values()) == {"bilateral"}
