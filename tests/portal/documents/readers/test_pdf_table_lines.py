"""Lines whose cells stand below each other are rows; other lines with gaps are text."""

import pytest

from portal.documents import readers
from tests.builders.pdf_files import PITCH, TOP, Type, printed

COLUMNS = (60, 200, 360)
ROWS = (
    ("Name", "Body", "Country"),
    ("Ana Lund", "Port Authority of the North", "Norway"),
    ("Cy Marsh", "Ministry of Water", "Chad"),
)


def read(lines):
    """Return the lines of the text, and which of them are rows."""
    source = readers.read("r.pdf", printed(lines))
    texts = source.text.split("\n")
    is_row = [bool(source.layout.get(n) and source.layout[n].is_row) for n in range(len(texts))]
    return [(text, row) for text, row in zip(texts, is_row, strict=True) if text]


def table(rows, columns=COLUMNS, top=TOP):
    return [
        Type(cell, top - PITCH * number, left)
        for number, row in enumerate(rows)
        for cell, left in zip(row, columns, strict=True)
        if cell
    ]


def test_the_rows_of_a_table_have_a_tab_between_their_cells():
    assert read(table(ROWS)) == [("\t".join(row), True) for row in ROWS]


def test_text_around_a_table_is_text():
    above, below = Type("The participants were:", TOP + 30, 60), Type("They left.", 500, 60)

    found = read([above, *table(ROWS), below])

    assert [(text.strip(), is_row) for text, is_row in found] == [
        ("The participants were:", False),
        *(("\t".join(row), True) for row in ROWS),
        ("They left.", False),
    ]


def test_a_line_that_begins_in_a_later_column_continues_the_cell_above():
    rows = [*ROWS, ("", "and Energy", "")]

    assert read(table(rows))[-1] == ("Cy Marsh\tMinistry of Water and Energy\tChad", True)


@pytest.mark.parametrize(
    "rows",
    [
        [("Introduction", "3"), ("Discussion of fees", "12")],
        [("1.", "Dig wells near dunes"), ("2.", "Publish the fees of ports")],
        [("(a)", "Dig wells near dunes"), ("(b)", "Publish the fees of ports")],
    ],
)
def test_contents_and_list_items_are_no_tables(rows):
    assert not any(is_row for _, is_row in read(table(rows, columns=(60, 300))))


def test_a_single_line_with_a_gap_is_no_table():
    assert [is_row for _, is_row in read(table(ROWS[:1]))] == [False]


def test_lines_whose_cells_would_overlap_are_no_table():
    first = table([("Ana Lund spoke of all the fees of the north", "Norway")], columns=(60, 400))
    second = table([("Cy", "Marsh answered from the other side of it")], (60, 200), TOP - PITCH)

    assert not any(is_row for _, is_row in read([*first, *second]))
