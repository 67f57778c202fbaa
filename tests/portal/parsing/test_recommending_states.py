"""Issuers: the states named in the brackets of a recommendation."""

import pytest

from portal.parsing import recommending_states
from portal.parsing.gazetteer import Gazetteer

ORGANIZATIONS = Gazetteer.of(
    [
        ("france", ["France"]),
        ("norway", ["Norway"]),
        ("iran", ["Iran (Islamic Republic of)", "Iran"]),
        ("bosnia", ["Bosnia and Herzegovina"]),
        ("netherlands", ["Netherlands"]),
        ("korea", ["Korea, Republic of"]),
        ("un", ["United Nations", "UN"]),
    ]
)


@pytest.mark.parametrize(
    ("text", "slugs", "unknown"),
    [
        ("Ratify it (France)", ["france"], []),
        ("Ratify it (France).", ["france"], []),
        ("Ratify it (France);²", ["france"], []),
        ("Ratify it (France); and", ["france"], []),
        ("Ratify it (France); (Norway)", ["france", "norway"], []),
        ("Ratify it (France) (Norway)", ["france", "norway"], []),
        (
            "Ratify it (France, Norway and the Netherlands)",
            ["france", "norway", "netherlands"],
            [],
        ),
        ("Ratify it (France/Norway)", ["france", "norway"], []),
        ("Ratify it (Iran (Islamic Republic of))", ["iran"], []),
        ("Ratify it (Iran(Islamic Republic of))", ["iran"], []),
        ("Ratify it (France, Iran (Islamic Republic of))", ["france", "iran"], []),
        ("Ratify it (Bosnia and Herzegovina)", ["bosnia"], []),
        ("Ratify it (Bosnia and Herzegovina, France)", ["bosnia", "france"], []),
        (
            "Ratify it (France and Bosnia and Herzegovina and Norway)",
            ["france", "bosnia", "norway"],
            [],
        ),
        ("Ratify it (Norway / Korea, Republic of)", ["norway", "korea"], []),
        ("Ratify it (France, Atlantis)", ["france"], ["Atlantis"]),
        ("Ratify the Convention (CEDAW) (France)", ["france"], []),
        ("Ratify the Convention (CEDAW)", [], []),
        ("Ratify it (Atlantis)", [], ["Atlantis"]),
        ("Ratify it (France);2", ["france"], []),
        ("Ratify it (as France did)", [], []),
        ("Ratify it, as France (2014) did", [], []),
        ("France)", [], []),
        ("", [], []),
    ],
)
def test_states_in_trailing_brackets_are_the_issuers_of_a_recommendation(text, slugs, unknown):
    result = recommending_states.issuers_of(text, ORGANIZATIONS)

    assert (result.slugs, result.unknown) == (slugs, unknown)


def test_issuer_brackets_start_where_the_recommendation_text_ends():
    text = "Work with the UN (OHCHR) (France); (Norway);"

    assert (
        text[: recommending_states.issuers_of(text, ORGANIZATIONS).start]
        == "Work with the UN (OHCHR) "
    )


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Ratify it (Iran) and apply it (France, Norway)", {"Iran": ["iran"]}),
        (
            "Ratify it (Iran and Norway), soon (France)",
            {"Iran and Norway": ["iran", "norway"]},
        ),
        ("Ratify it, with the United Nations (UN) (France)", {}),
        ("Ratify it (Norway, as in Iran), soon (France)", {}),
        ("Ratify it (Norway, Atlantis), soon (France)", {}),
        ("Ratify it (Norway) soon", {}),
    ],
)
def test_states_in_inner_brackets_are_issuers_only_if_trailing_brackets_name_some(text, inside):
    assert recommending_states.issuers_of(text, ORGANIZATIONS).slugs_by_inner_bracket == inside
