"""Texts joined for a cell of a workbook: as many as fit, and the number of the others."""

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.exports.joined_text import joined, shortened, units
from portal.exports.xlsx_export import MAX_TEXT_UNITS

TEXTS = st.lists(st.sampled_from(["Short.", "😀" * 600, "ก" * 600]), max_size=120)


@settings(max_examples=20)
@given(TEXTS)
def test_a_joined_text_fits_into_a_cell_and_counts_what_it_leaves_out(texts):
    text = joined(texts, "; ", "… and %(number)s more")

    *shown, last = text.split("; ")
    left_out = int(last.split()[2]) if last.startswith("… and") else 0
    parts = shown if left_out else [*shown, last]
    assert units(text) <= MAX_TEXT_UNITS
    assert [part for part in parts if part] == texts[: len(texts) - left_out]


def test_a_long_text_is_cut_with_an_ellipsis():
    assert [shortened("a" * 600), shortened("a" * 601)] == ["a" * 600, "a" * 599 + "…"]
