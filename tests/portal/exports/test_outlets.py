"""One query, every outlet: page, CSV file, workbook and API have the same rows."""

import csv
import io
import random

import pytest
from python_calamine import CalamineWorkbook

from portal.exports.table import cell_text
from tests.builders.filterset_pairs import FILTERSETS, build_pair
from tests.builders.random_workshops import make_workshops

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SELECTIONS = 6


@pytest.fixture
def rng():
    return random.Random(2022)


@pytest.fixture(autouse=True)
def _workshops(rng):
    make_workshops(rng)


def random_links(name, rng):
    """Return the whole list, and selections each of which adds a value, or excludes one."""
    links = ["?"]
    while len(links) < SELECTIONS:
        facets = build_pair(name, links[-1])[0].facets
        choice = rng.choice([choice for facet in facets for choice in facet.choices])
        links.append(rng.choice([choice.only_link, choice.add_link, choice.not_link]))
    # A page that is asked for again comes from a cache.
    return list(dict.fromkeys(links))


@pytest.mark.parametrize("name", sorted(FILTERSETS))
def test_random_filters_give_the_same_rows_in_every_outlet(client, name, rng):
    sizes = set()
    for link in random_links(name, rng):
        rows = table_of(client.get(f"/{name}/export.csv{link}"))
        address = rows[0].index("address")
        addresses = [row[address] for row in rows[1:]]
        answer = client.get(f"/api/v1/{name}/{link}&limit=100").json()

        assert sheet_of(client.get(f"/{name}/export.xlsx{link}")) == rows, link
        assert [one["url"] for one in answer["results"]] == addresses, link
        assert answer["count"] == len(addresses), link
        assert client.get(f"/{name}/{link}").context["paginator"].count == len(addresses), link
        sizes.add(len(addresses))

    assert len(sizes) > 2


def table_of(answer):
    content = b"".join(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))


def sheet_of(answer):
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    return [[cell_text(cell) for cell in row] for row in sheet.to_python()]
