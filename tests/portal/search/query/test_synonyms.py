"""Synonyms: a query is expanded with the other wordings of the vocabulary."""

from dataclasses import dataclass

import pytest

from portal.search.query.ast import And, Or, Proximity, Value, Word
from portal.search.query.compiler import canonical_stem
from portal.search.query.parser import parse_query
from portal.search.query.synonyms import SynonymSet, SynonymSets, expand_synonyms


@dataclass(frozen=True)
class Theme:
    value: str
    localized_name: str
    facet: str = "theme"
    weight: float = 0.0


RECRUITMENT = Theme("recruitment", "Recruitment")
SYNONYMS = SynonymSets.of(
    [
        SynonymSet(["trafficking in persons", "human trafficking"]),
        SynonymSet(
            [
                "International Labour Organization",
                "ILO",
                "International Labor Organization",
            ],
            ["องค์การแรงงานระหว่างประเทศ", "Tổ chức Lao động Quốc tế"],
        ),
        SynonymSet(["Ministry of Foreign Affairs", "MFA"]),
        SynonymSet(["Migrant Forum in Asia", "MFA"]),
        SynonymSet(["Myanmar", "Government of Myanmar"], ["မြန်မာ"]),
    ],
    canonical_stem,
    [(RECRUITMENT, ["Recruitment", "placement fees", "fees", "การจัดหางาน", "အလုပ်သမား စုဆောင်းခြင်း"])],
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
        # Labels in other languages lead to the wordings, and are not added themselves.
        (
            "องค์การแรงงานระหว่างประเทศ",
            [
                "International Labour Organization",
                "ILO",
            ],
        ),
        ("tổ chức lao động quốc tế 2015", ["International Labour Organization", "ILO"]),
        ('"องค์การแรงงานระหว่างประเทศ"', []),
        ("မြန်မာ", ["Myanmar"]),
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
        ("การจัดหางาน", ["Recruitment"]),
        ("2015 การจัดหางาน ASEAN", ["Recruitment"]),
        ("အလုပ်သမား စုဆောင်းခြင်း", ["Recruitment"]),
        ('"การจัดหางาน"', []),
        ("การจัดหา", []),
    ],
)
def test_a_label_of_a_theme_is_expanded_with_the_theme(words, labels):
    added = expand_synonyms(parse_query(words).root, SYNONYMS)[1]

    assert [theme.localized_name for theme in added.values] == labels


def test_what_has_the_theme_is_an_alternative_to_the_typed_words():
    root, _ = expand_synonyms(parse_query("fees now").root, SYNONYMS)

    assert root == And((Or((Word("fees"), Value("theme", ("recruitment",)))), Word("now")))
