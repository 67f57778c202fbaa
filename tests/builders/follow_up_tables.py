"""Tables of follow-up as files: written as they go out, read as they come back."""

import csv
import io
import re

from portal.documents.spreadsheets import delimited_text, xlsx
from portal.exports.csv_export import csv_lines
from portal.exports.table import Table
from portal.exports.xlsx_export import xlsx_content
from portal.follow_up.answer_tables import TABLE_HEADINGS, reporters_of, table_rows
from portal.follow_up.table_import import TableImport


def written_csv(follow_up_round, reporters=None):
    """Return the rows of the file of a round as it goes out, each a dict by heading."""
    content = csv_content(follow_up_round, reporters).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def csv_content(follow_up_round, reporters=None):
    return "".join(csv_lines(written_table(follow_up_round, reporters))).encode()


def written_table(follow_up_round, reporters=None):
    rows = table_rows(follow_up_round, reporters or reporters_of(follow_up_round))
    return Table(TABLE_HEADINGS, rows)


def workbook(follow_up_round):
    return xlsx_content(written_table(follow_up_round))


def csv_file(rows):
    """Return a CSV file with these rows, dicts by heading; the first says which columns it has."""
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def compare_csv(follow_up_round, content, only=None):
    table = delimited_text.read("answers.csv", content)
    return TableImport(follow_up_round, only).compare(table)


def compare_workbook(follow_up_round, content, only=None):
    return TableImport(follow_up_round, only).compare(xlsx.read("answers.xlsx", content))


def sentences(preview):
    return [line.sentence for line in preview.refused]


def row(**cells):
    """Return a row about one body and recommendation; `cells` by heading, with _ for a blank."""
    defaults = {"Body": "Thailand", "Side": "Governments", "Recommendation": "1.A"}
    return (
        defaults | {"Status": ""} | {name.replace("_", " "): cell for name, cell in cells.items()}
    )


def refused(review, only=None, **cells):
    return reasons_of(compare_csv(review, csv_file([row(**cells)]), only))


def reasons_of(preview):
    """Return the sentences about refused rows without whom and what the rows are about."""
    return [re.sub(r"^(Row \d+) \(.*?\):", r"\1:", one) for one in sentences(preview)]
