"""Text that a spreadsheet program would evaluate is escaped, and the escaping can be undone."""

import re
import unicodedata
from itertools import dropwhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.formula_escaping import escape_formula, unescape_formula


def starts_formula(text):
    """Return whether the text starts a formula after Unicode normalization."""
    return unicodedata.normalize("NFKC", text)[:1] in {*"=+-@", "\u2212"}


def visible_part(text):
    """Return the text from its first visible character on."""
    invisible = {"Zs", "Zl", "Zp", "Cf", "Cc"}
    return "".join(
        dropwhile(
            lambda character: unicodedata.category(character) in invisible or character == '"', text
        )
    )


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("\ufeff@SUM(A1)", "'\ufeff@SUM(A1)"),
        ("-5", "'-5"),
        ("+5", "'+5"),
        ("\tx", "'\tx"),
        ("21.C.3", "21.C.3"),
        ("a = b", "a = b"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\uff0d5", "'\uff0d5"),
        ("\ufe625", "'\ufe625"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\u200b\u3000\u2060@A1", "'\u200b\u3000\u2060@A1"),
        ('"=1+1', "'\"=1+1"),
        ("ASEAN; =cmd|'/c calc'!A1", "ASEAN;' =cmd|'/c calc'!A1"),
        ('a;"=1', "a;'\"=1"),
        ("a\t=1", "a\t'=1"),
        ("Asked to:\n- train;\r\n\uff0b more", "Asked to:\n'- train;\r\n'\uff0b more"),
        ("ASEAN; IOM", "ASEAN; IOM"),
        ("Labour–migration, 10 – 11 March", "Labour–migration, 10 – 11 March"),
    ],
)
def test_formulas_in_cells_are_escaped(value, cell):
    assert escape_formula(value) == cell


INVISIBLE = st.characters(categories=["Zs", "Zl", "Zp", "Cf", "Cc"])
SIGNS = st.sampled_from([sign for sign in map(chr, range(0x110000)) if starts_formula(sign)])
# Characters that a program may take as the end of a cell, whatever its settings.
ENDS = st.sampled_from([";", "\uff1b", "\t", "\n", "\r", "\u2028", "x;", "x\n", ";;", ""])


@given(ENDS, st.text(INVISIBLE, max_size=4), SIGNS, st.text(max_size=5))
def test_every_form_of_a_formula_sign_is_escaped_even_after_invisible_characters(
    end, invisible, sign, rest
):
    cell = escape_formula(end + invisible + sign + rest)

    parts = re.split(r"[;\uff1b\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]", cell)
    assert [part for part in parts if starts_formula(visible_part(part))] == []


# Letters of which every form of escaping consists.
TEXTS = st.text() | st.text(st.sampled_from("'=-\"; \t\n\rx"), max_size=12)


@given(TEXTS)
def test_unescaping_gives_back_exactly_the_text(text):
    assert unescape_formula(escape_formula(text)) == text


@pytest.mark.parametrize("text", ["'Abd al-Karim", "’s", "", "21.C.3", "it's", "a '-b"])
def test_text_that_was_never_escaped_is_not_changed(text):
    assert unescape_formula(text) == text


@given(st.text())
def test_escaping_adds_nothing_but_apostrophes(text):
    assert [character for character in escape_formula(text) if character != "'"] == [
        character for character in text if character != "'"
    ]
