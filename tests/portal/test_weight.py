"""A first view is light: the page with its style and its scripts, as they travel."""

import re

import brotli
import pytest
from django.conf import settings
from django.core.management import call_command

from portal.static_files import minified
from tests.portal.test_no_string_left import PAGES, pages_of_the_report

MOST_BYTES = 15_000
MOST_REQUESTS = 3
# Of a page, what a browser fetches along with it.
FETCHED = re.compile(
    r'<(?:link rel="stylesheet" href|script type="module" src)="/static/([\w.]+)"'
)


def weight_of(client, path):
    """Return the bytes of a page with its style, compressed, and how many requests it makes."""
    answer = client.get(path, headers={"accept-encoding": "br"})
    body = answer.content
    page = brotli.decompress(body) if answer.get("Content-Encoding") else body
    fetched = FETCHED.findall(page.decode())
    files = [
        minified(name, (settings.BASE_DIR / "static" / name).read_bytes())
        for name in fetched
    ]
    return len(body) + sum(len(brotli.compress(one)) for one in files), 1 + len(fetched)


@pytest.mark.django_db(transaction=True)
def test_every_page_of_the_first_report_is_light(client):
    call_command("load_seeds", verbosity=0)
    weights = {
        path: weight_of(client, path) for path in [*PAGES, *pages_of_the_report()]
    }

    heavy = {
        path: weight
        for path, weight in weights.items()
        if weight[0] > MOST_BYTES or weight[1] > MOST_REQUESTS
    }
    assert heavy == {}
    assert {requests for _, requests in weights.values()} == {2, 3}
