"""The page on which one chooses columns leads to files with them."""

import csv
import io
import re

import pytest
from python_calamine import CalamineWorkbook

from portal.exports import list_columns
from portal.exports.column_choice import key_of
from tests.builders.briefings import make_two_workshops

pytestmark = pytest.mark.django_db
LISTS = {
    "recommendations": list_columns.RECOMMENDATIONS,
    "contributions": list_columns.CONTRIBUTIONS,
    "statements": list_columns.STATEMENTS,
}


@pytest.fixture(autouse=True)
def _workshops():
    make_two_workshops()


def csv_rows(answer):
    content = b"".join(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))


@pytest.mark.parametrize("name", LISTS)
def test_the_page_offers_every_column_and_keeps_the_filters(client, name):
    page = client.get(f"/{name}/columns/?year=2015").content.decode()

    assert re.findall(r'name="column"\s+value="([^"]*)"', page) == list(map(key_of, LISTS[name]))
    assert '<input type="hidden" name="year" value="2015">' in page


@pytest.mark.parametrize("name", LISTS)
def test_csv_and_workbook_have_the_chosen_columns_and_the_same_rows(client, name):
    query = "year=2015&column=text&column=report"

    table = csv_rows(client.get(f"/{name}/export.csv?{query}"))
    workbook = CalamineWorkbook.from_filelike(
        io.BytesIO(client.get(f"/{name}/export.xlsx?{query}").content)
    )

    assert table[0] == ["text", "report"]
    assert workbook.get_sheet_by_index(0).to_python() == table


def test_a_workbook_states_address_day_and_filters(client):
    content = client.get("/recommendations/export.xlsx?level=regional&column=text").content
    facts = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(1).to_python()

    assert [label for label, _ in facts] == ["Address", "Data as of", "Level"]
    assert facts[0][1] == "http://127.0.0.1:8000/recommendations/?level=regional"
    assert facts[2][1] == "Regional"


def test_an_unknown_column_is_refused(client):
    assert client.get("/recommendations/export.csv?column=colour").status_code == 400
    assert client.get("/recommendations/columns/?level=lunar").status_code == 400
