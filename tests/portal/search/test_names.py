"""Whoever types part of a name is shown whose it is."""

import pytest

from portal.search.names import called
from tests.builders import (
    make_contribution,
    make_organization,
    make_paragraph,
    make_person,
    make_recommendation,
    make_report,
    make_theme,
)

pytestmark = pytest.mark.django_db
MOST = 3


def names(typed):
    return {
        str(kind.many): [str(one) for one in records]
        for kind, records in called(typed, MOST)
    }


def make_public(*, people=(), bodies=(), themes=()):
    report = make_report(status="published", title="Workshop on borders")
    paragraph = make_paragraph(report=report, voice="named")
    for person in people:
        make_contribution(paragraph, person=person)
    make_recommendation(report, addressees=bodies, themes=themes)


def test_part_of_a_name_finds_all_kinds_of_records():
    make_public(
        people=[make_person("Ana Borda")],
        bodies=[make_organization("Border Agency")],
        themes=[make_theme("Open borders")],
    )

    assert names("bor") == {
        "Speakers": ["Ana Borda"],
        "Organizations": ["Border Agency"],
        "Themes": ["Open borders"],
        "Reports": ["Workshop on borders"],
    }


def test_the_words_may_stand_in_any_order_and_case():
    make_public(people=[make_person("Maria Theresa dela Rosa")])

    assert names("ROSA maria") == {"Speakers": ["Maria Theresa dela Rosa"]}


def test_another_form_of_a_name_finds_it():
    body = make_organization("International Organization for Migration")
    body.acronym, body.aliases = "IOM", "Migration Agency of the United Nations"
    body.save()
    make_public(bodies=[body])

    assert [names("iom"), names("agency united")] == [
        {"Organizations": [body.name]}
    ] * 2


def test_names_that_begin_so_stand_before_names_that_hold_it():
    make_public(
        people=[make_person(name) for name in ("Abe Tan", "Tan Li", "Tanaka Ko")]
    )

    assert names("tan")["Speakers"] == ["Tanaka Ko", "Tan Li", "Abe Tan"]


def test_so_many_of_each_kind_are_shown_and_no_more():
    make_public(people=[make_person(f"Ana {name}") for name in "ABCDE"])

    assert names("ana") == {"Speakers": ["Ana A", "Ana B", "Ana C"]}


@pytest.mark.parametrize("typed", ["", "a", "  ", "%", "_ _", '"', "-", "-a"])
def test_too_little_is_in_no_name(typed):
    make_public(people=[make_person("Ana Cruz")])

    assert called(typed, MOST) == []


def test_whom_only_a_draft_names_is_not_shown():
    draft = make_report(status="draft", title="Zanzibar workshop")
    paragraph = make_paragraph(report=draft, voice="named")
    make_contribution(paragraph, person=make_person("Ana Zanzibar"))
    make_recommendation(
        draft,
        addressees=[make_organization("Zanzibar Agency")],
        themes=[make_theme("Zanzibar at work")],
    )

    assert called("zanzibar", MOST) == []


def test_a_name_in_capitals_of_another_language_is_found_as_printed():
    make_public(people=[make_person("Đặng Văn An")])

    assert names("Đặng") == {"Speakers": ["Đặng Văn An"]}
