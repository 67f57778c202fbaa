"""The address of a list's rows: it states what the list has really searched for."""

import random
from urllib.parse import parse_qs, urlsplit

import pytest

from portal.exports.archive import writer
from tests.builders.random_workshops import make_workshops

pytestmark = pytest.mark.django_db


def test_the_address_of_a_search_gives_its_rows_whatever_the_search_has_added(client):
    make_workshops(random.Random(1990))
    writer.catch_up()
    searched, rows = {}, {}
    for typed in (
        *("labour", "Theme 1", "labuor", "organization:laos", "labour nowhere", "(("),
        '"labour fees" OR recruit* -rights',
    ):
        live = client.get("/api/v1/recommendations/", {"q": typed}).json()
        link = urlsplit(live["permalink"])
        past = client.get(f"{link.path}?{link.query}").json()
        searched[typed] = parse_qs(link.query).get("searched")
        rows[typed] = [sorted(one["id"] for one in answer["results"]) for answer in (live, past)]

    assert [typed for typed, (live, past) in rows.items() if live != past or not live] == []
    # Words that the list searched as typed need no other address.
    assert searched == {
        "labour": None,
        "Theme 1": ["[(theme 1) theme=theme-1 theme 1]"],
        "labuor": ["labor"],
        "organization:laos": ["organization=laos"],
        "labour nowhere": ["[labour nowhere]"],
        "((": None,
        '"labour fees" OR recruit* -rights': None,
    }
