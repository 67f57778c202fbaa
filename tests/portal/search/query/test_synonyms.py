"""Synonyms: a query is expanded with the other wordings of the vocabulary."""

import pytest

from portal.search.query.ast import And, Or, Proximity, Value, Word
from portal.search.query.compiler import canonical_stem
from portal.search.query.parser import parse_query
from portal.search.query.synonyms import SynonymSets, expand_synonyms

SYNONYMS = SynonymSets.of(
    [
        ["trafficking in persons", "human trafficking"],
        [
            "International Labour Organization",
            "ILO",
            "International Labor Organization",
        ],
        ["Ministry of Foreign Affairs", "MFA"],
        ["Migrant Forum in Asia", "MFA"],
        ["Myanmar", "Government of Myanmar"],
    ],
    canonical_stem,
    [(("recruitment", "Recruitment"), ["Recruitment", "placement fees", "fees"])],
)


def added_wordings(words):
    return expand_synonyms(parse_query(words).root, SYNONYMS)[1].wordings


@pytest.mark.parametrize(
    ("words", "wordings"),
    [
        ("trafficking in persons", ["human trafficking"]),
        ("human trafficking victims", ["trafficking in persons"]),
        ("victims of human trafficking", ["trafficking in persons"]),
        ("ILO", ["International Labour Organization"]),
        ("international labor organisation", ["ILO"]),
        # A wording shared by two organizations may mean either.
        ("MFA", []),
        # A text with the longer wording has the shorter wording as well.
        ("Myanmar", []),
        ("government of Myanmar", ["Myanmar"]),
        ('"trafficking in persons"', []),
        ("traffick*", []),
        ("trafficking", []),
        ("", []),
    ],
)
def test_a_query_is_expanded_with_the_synonyms_of_its_wordings(words, wordings):
    assert added_wordings(words) == wordings


def test_synonym_expansion_keeps_the_typed_words_as_an_alternative():
    root, _ = expand_synonyms(parse_query("human trafficking now").root, SYNONYMS)

    typed = And((Word("human"), Word("trafficking")))
    other = Proximity(("trafficking", "in", "persons"))
    assert root == And((Or((typed, other)), Word("now")))


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("placement fees", ["Recruitment"]),
        ("placement fee of agents", ["Recruitment"]),
        ("placement", []),
        ('"placement fees"', []),
        ("agents -fees", []),
    ],
)
def test_a_label_of_a_theme_is_expanded_with_the_theme(words, labels):
    added = expand_synonyms(parse_query(words).root, SYNONYMS)[1]

    assert [label for _, label in added.themes] == labels


def test_what_has_the_theme_is_an_alternative_to_the_typed_words():
    root, _ = expand_synonyms(parse_query("fees now").root, SYNONYMS)

    assert root == And((Or((Word("fees"), Value("theme", ("recruitment",)))), Word("now")))
