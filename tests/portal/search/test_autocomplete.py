"""Autocomplete: suggestions of records by part of a name."""

import pytest

from portal.search.autocomplete import autocomplete
from tests.builders.records import (
    make_contribution,
    make_organization,
    make_paragraph,
    make_person,
    make_recommendation,
    make_report,
    make_theme,
)

pytestmark = pytest.mark.django_db
LIMIT = 3


def names(typed):
    return {
        str(kind.plural): [str(record) for record in records]
        for kind, records in autocomplete(typed, LIMIT)
    }


def make_public(*, people=(), organizations=(), themes=()):
    report = make_report(status="published", title="Workshop on borders")
    paragraph = make_paragraph(report=report, voice="named")
    for person in people:
        make_contribution(paragraph, person=person)
    make_recommendation(report, addressees=organizations, themes=themes)


def test_autocomplete_matches_part_of_a_name_in_all_kinds_of_records():
    make_public(
        people=[make_person("Ana Borda")],
        organizations=[make_organization("Border Agency")],
        themes=[make_theme("Open borders")],
    )

    assert names("bor") == {
        "Speakers": ["Ana Borda"],
        "Organizations": ["Border Agency"],
        "Themes": ["Open borders"],
        "Reports": ["Workshop on borders"],
    }


def test_autocomplete_matches_words_in_any_order_and_case():
    make_public(people=[make_person("Maria Theresa dela Rosa")])

    assert names("ROSA maria") == {"Speakers": ["Maria Theresa dela Rosa"]}


def test_autocomplete_matches_acronyms_and_aliases():
    organization = make_organization("International Organization for Migration")
    organization.acronym, organization.aliases = "IOM", "Migration Agency of the United Nations"
    organization.save()
    make_public(organizations=[organization])

    assert [names("iom"), names("agency united")] == [{"Organizations": [organization.name]}] * 2


def test_autocomplete_ranks_names_starting_with_the_words_first():
    make_public(people=[make_person(name) for name in ("Abe Tan", "Tan Li", "Tanaka Ko")])

    assert names("tan")["Speakers"] == ["Tanaka Ko", "Tan Li", "Abe Tan"]


def test_autocomplete_limits_the_suggestions_of_each_kind():
    make_public(people=[make_person(f"Ana {name}") for name in "ABCDE"])

    assert names("ana") == {"Speakers": ["Ana A", "Ana B", "Ana C"]}


@pytest.mark.parametrize("typed", ["", "a", "  ", "%", "_ _", '"', "-", "-a"])
def test_autocomplete_suggests_nothing_for_too_short_or_blank_input(typed):
    make_public(people=[make_person("Ana Cruz")])

    assert autocomplete(typed, LIMIT) == []


def test_autocomplete_omits_records_named_only_in_a_draft():
    draft = make_report(status="draft", title="Zanzibar workshop")
    paragraph = make_paragraph(report=draft, voice="named")
    make_contribution(paragraph, person=make_person("Ana Zanzibar"))
    make_recommendation(
        draft,
        addressees=[make_organization("Zanzibar Agency")],
        themes=[make_theme("Zanzibar at work")],
    )

    assert autocomplete("zanzibar", LIMIT) == []


def test_autocomplete_matches_non_ascii_capitals():
    make_public(people=[make_person("Đặng Văn An")])

    assert names("Đặng") == {"Speakers": ["Đặng Văn An"]}


def test_autocomplete_matches_labels_in_other_languages_and_country_names():
    theme = make_theme("Recruitment")
    theme.labels.create(language="th", label="การจัดหางาน")
    state = make_organization("Philippines", kind="state", country="PHL")
    make_public(organizations=[state], themes=[theme])

    assert names("จัดหา") == {"Themes": ["Recruitment"]}
    assert names("ฟิลิป") == {"Organizations": ["Philippines"]}
