"""Short lines by themselves are headings where a document has several, each above text."""

import pytest

from portal.parsing.blocks import split_blocks
from portal.parsing.line_types import LineType
from portal.parsing.set_off_headings import mark_set_off_headings
from portal.parsing.source import Source

TITLE = "Taller sobre agua\n\nQuito, 3 de mayo de 2018\n\nInforme final\n\n"
OPENING = "Apertura\n\nEl taller fue inaugurado por la ministra.\n\n"
TALKS = "Presentaciones\n\nTres ponencias trataron de los pozos.\n\n"
POINTS = "Recomendaciones\n\n1. Cavar pozos nuevos en cada pueblo.\n\n"


def headings(text):
    blocks = split_blocks(Source("r.txt", "text/plain", text)).blocks
    mark_set_off_headings(blocks)
    return [block.text for block in blocks if block.line_type is LineType.HEADING]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TITLE + OPENING + TALKS + POINTS, ["Apertura", "Presentaciones", "Recomendaciones"]),
        (TITLE + OPENING + TALKS, []),
        (TITLE + OPENING * 3, []),
        (
            TITLE + OPENING + TALKS + POINTS + "Ana Lund\n\nBo Reyes\n\nCy Sand\n\n",
            [],
        ),
        (TITLE + "Apertura.\n\nLlovió mucho ese día.\n\n" + TALKS, []),
        ("", []),
    ],
)
def test_three_different_short_lines_above_text_are_headings(text, expected):
    assert headings(text) == expected


def test_lines_in_an_annex_are_no_headings():
    annex = "Annex A\n\n" + "".join(
        f"Name {n}\n\nDirector of the port of the town.\n\n" for n in "ABC"
    )

    assert headings(f"{TITLE}1. It rained.\n\n{annex}") == ["Annex A"]
