"""A label that a page draws above its text is joined to it."""

import pytest

from portal.parsing.join_label_lines import join_label_lines
from portal.parsing.source import Source


def joined(text):
    source = Source("r.txt", "text/plain", text)
    return [line.text for line in join_label_lines(text, list(source.lines))]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1.\n  Dig wells", ["1.\n  Dig wells"]),
        ("1.\n\n  Dig wells", ["1.\n\n  Dig wells"]),
        ("(a)\n  Dig wells\n(b)\n  Rest", ["(a)\n  Dig wells", "(b)\n  Rest"]),
        ("•\n  Dig wells", ["•\n  Dig wells"]),
        ("1.\nDig wells", ["1.", "Dig wells"]),
        ("1.\n\n\n  Dig wells", ["1.", "", "", "  Dig wells"]),
        ("1.\n  2.", ["1.", "  2."]),
        ("2019\n  Dig wells", ["2019", "  Dig wells"]),
        ("1.", ["1."]),
    ],
)
def test_a_label_by_itself_belongs_to_the_text_further_right_below_it(text, lines):
    assert joined(text) == lines
