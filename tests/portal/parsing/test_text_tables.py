"""Tables in plain text have a head and cells below each other."""

import pytest

from portal.parsing.source import Source
from portal.parsing.text_tables import mark_text_tables

TABLE = """\
Name           Body                Country
Ana Lund       Port Authority      Norway
Cy Marsh       Ministry of Water   Chad"""


def rows(text):
    lines = list(Source("r.txt", "text/plain", text).lines)
    return [line.text for line in mark_text_tables(lines) if line.layout.is_row]


def test_the_lines_of_a_table_are_rows():
    assert rows(f"Present were:\n\n{TABLE}\n\nThey left.") == TABLE.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        TABLE.split("\n", maxsplit=1)[1],
        TABLE.split("\n")[0],
        "Ana Lund      Cy Marsh\nBo Reyes      Eva Tan",
        "Country   3\nStatus    12",
        "1.     Name of the port\n2.     Status of the port",
        "Name           Body\nAna Lund  Port Authority",
        "",
    ],
    ids=["no head", "head alone", "names", "contents", "list", "not aligned", "empty"],
)
def test_other_lines_with_gaps_are_no_rows(text):
    assert rows(text) == []
