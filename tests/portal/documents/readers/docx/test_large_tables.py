"""A long table of a real report is read, however many elements Word writes for it."""

import io

import docx

from portal.documents import readers

ROWS = 3_000


def test_a_table_of_thousands_of_rows_is_read_row_by_row():
    file = docx.Document()
    table = file.add_table(1, 5)
    first = table.rows[0]._tr
    for cell in table.rows[0].cells:
        cell.paragraphs[0].add_run("wells").bold = True
    for _ in range(ROWS - 1):
        first.addnext(first.__copy__())
    buffer = io.BytesIO()
    file.save(buffer)

    source = readers.read("r.docx", buffer.getvalue())

    rows = [layout.is_row for layout in source.layout.values()]
    assert rows == ROWS * [True]
