"""What is written as CSV or XLSX is read back equal."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.documents import sandbox, spreadsheets
from portal.exports.csv_export import csv_lines
from portal.exports.table import Table, cell_text
from portal.exports.xlsx_export import xlsx_content
from reports.text import clean_line, clean_text, normalize_whitespace

# Text as the database has it, often of characters that spreadsheets treat specially.
SPECIAL = st.text(st.sampled_from("=+-@'\";,\t\n|&é ร"), max_size=12) | st.lists(
    st.sampled_from(["<r>", "</r>", "_x0041", "_x005F", "_", "x", " "]), max_size=6
).map("".join)
TEXTS = (SPECIAL | st.text(max_size=20)).map(clean_text)
CELLS = TEXTS | st.dates() | st.integers(-(10**20), 10**20) | st.booleans() | st.none()
HEADINGS = (
    (SPECIAL | st.text(max_size=12))
    .map(lambda text: normalize_whitespace(clean_line(text)))
    .filter(bool)
)


@st.composite
def tables(draw):
    headings = draw(st.lists(HEADINGS, min_size=1, max_size=5, unique_by=str.casefold))
    # A blank row is no row; every table that is written has a key in its first column.
    key = TEXTS.filter(str.strip) | st.integers(0, 99)
    rows = st.tuples(key, *[CELLS] * (len(headings) - 1))
    return Table(tuple(headings), draw(st.lists(rows, max_size=6)))


def csv_content(table):
    return "".join(csv_lines(table)).encode()


def as_text(table):
    return table.headings, tuple(tuple(map(cell_text, row)) for row in table.rows)


def read(name, content):
    table = spreadsheets.read(name, content)
    assert (table.first_row, table.notes) == (2, ())
    return table.header, table.rows


@given(tables())
@example(Table(("a",), [("<r>x</r>",), ("'=x",), ("=x",), ("\t=x",), (";-",)]))
@example(Table(("a;b", "c"), [("x", " ")]))
@example(Table(("sep=;", "c"), [("x", "y")]))
def test_a_table_that_is_written_as_csv_is_read_back_equal(table):
    assert read("table.csv", csv_content(table)) == as_text(table)


@settings(max_examples=60)
@given(tables())
@example(
    Table(("a",), [("<r>x</r>",), ("'=x",), ("_x0041_",), ("a_x005F_x0041_x0041_b",), (" x ",)])
)
@example(Table(("a",), [(date(1900, 2, 28),), (date(9999, 12, 31),), (date(1900, 3, 1),)]))
def test_a_table_that_is_written_as_a_workbook_is_read_back_equal(table):
    assert read("table.xlsx", xlsx_content(table)) == as_text(table)


@pytest.mark.parametrize(("name", "write"), [("t.csv", csv_content), ("t.xlsx", xlsx_content)])
def test_a_large_table_is_read_back_equal_through_the_sandbox(name, write):
    rows = [(f"21.A.{number}", "=x" * (number % 9), date(2026, 1, 2)) for number in range(20_000)]
    table = Table(("reference", "text", "day"), rows)

    arrived = sandbox.read_table(name, write(table))

    assert (arrived.header, arrived.rows) == as_text(table)


@pytest.mark.parametrize(
    ("cell", "text"), [(None, ""), (True, "TRUE"), (7, "7"), (date(2026, 1, 2), "2026-01-02")]
)
def test_a_cell_has_the_text_that_is_read_back(cell, text):
    assert cell_text(cell) == text
