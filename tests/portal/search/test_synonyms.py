"""Other wordings of the vocabulary are looked for as well, and said."""

import pytest

from portal.search.compiling import common_stem
from portal.search.nodes import All, Either, Near, Word
from portal.search.query import understand
from portal.search.synonyms import Rings, widened

RINGS = Rings.of(
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
    common_stem,
)


def added(words):
    return widened(understand(words).root, RINGS)[1]


@pytest.mark.parametrize(
    ("words", "wordings"),
    [
        ("trafficking in persons", ["human trafficking"]),
        ("human trafficking victims", ["trafficking in persons"]),
        ("victims of human trafficking", ["trafficking in persons"]),
        ("ILO", ["International Labour Organization"]),
        ("international labor organisation", ["ILO"]),
        # One wording of two bodies may mean either.
        ("MFA", []),
        # Whatever holds the longer wording holds the shorter one.
        ("Myanmar", []),
        ("government of Myanmar", ["Myanmar"]),
        ('"trafficking in persons"', []),
        ("traffick*", []),
        ("trafficking", []),
        ("", []),
    ],
)
def test_a_wording_brings_the_others_of_its_ring(words, wordings):
    assert added(words) == wordings


def test_the_words_typed_stay_an_alternative():
    root, _ = widened(understand("human trafficking now").root, RINGS)

    typed = All((Word("human"), Word("trafficking")))
    other = Near(("trafficking", "in", "persons"))
    assert root == All((Either((typed, other)), Word("now")))
