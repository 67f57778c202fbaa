"""Page weight: the compressed bytes and requests of a page with its style sheet and scripts."""

import re

import brotli
import pytest
from django.conf import settings

from portal.config.static_files import minify
from tests.builders.seeded_portal import copy_first_report
from tests.harness.public_pages import PAGES_WITH_EVERY_MESSAGE, list_report_pages

MAX_BYTES = 15_000
MAX_REQUESTS = 3
# What a browser fetches along with a page.
FETCHED = re.compile(r'<(?:link rel="stylesheet" href|script type="module" src)="/static/([\w.]+)"')


def weight_of(client, path):
    """Return the bytes of a page with its style, compressed, and how many requests it makes."""
    answer = client.get(path, headers={"accept-encoding": "br"})
    body = answer.content
    page = brotli.decompress(body) if answer.get("Content-Encoding") else body
    fetched = FETCHED.findall(page.decode())
    files = [minify(name, (settings.BASE_DIR / "static" / name).read_bytes()) for name in fetched]
    return len(body) + sum(len(brotli.compress(content)) for content in files), 1 + len(fetched)


@pytest.mark.django_db(transaction=True)
def test_every_page_stays_within_the_byte_and_request_budget(client):
    copy_first_report()
    weights = {
        path: weight_of(client, path) for path in [*PAGES_WITH_EVERY_MESSAGE, *list_report_pages()]
    }

    heavy = {
        path: weight
        for path, weight in weights.items()
        if weight[0] > MAX_BYTES or weight[1] > MAX_REQUESTS
    }
    assert heavy == {}
    assert {requests for _, requests in weights.values()} == {2, 3}
