"""The cells of a row are spans with their column."""

import pytest

from portal.documents import readers
from tests.builders.word_files import table, word_file


def cells(name, content):
    source = readers.read(name, content)
    return [
        (source.text[span.start : span.end], span.target)
        for span in source.formatting
        if span.kind == "cell"
    ]


ROWS = [("Port", "1/3"), ("Tide", "3/3"), ("Marwick", "1/3"), ("June", "2/3"), ("3 m", "3/3")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("r.docx", word_file(table(["Port", "", "Tide"], ["Marwick", "June", "3 m"]))),
        (
            "r.html",
            b"<table><tr><th>Port</th><th></th><th>Tide</th></tr>"
            b"<tr><td>Marwick</td><td>June</td><td>3 m</td></tr></table>",
        ),
        ("r.md", b"| Port |  | Tide |\n|------|--|------|\n| Marwick | June | 3 m |\n"),
    ],
)
def test_every_format_gives_the_same_cells(name, content):
    assert cells(name, content) == ROWS


def test_bars_in_plain_text_and_escaped_bars_are_text():
    assert cells("r.txt", b"| Port | Tide |\n") == []
    assert cells("r.md", b"| Port \\| Sea | Tide |\n") == [
        ("Port \\| Sea", "1/2"),
        ("Tide", "2/2"),
    ]
