"""The charts of a page, and where their links lead.

LINKS=all follows every link (`make oracle-check`).
"""

import os
import random
import re
from html import unescape

FIGURE = re.compile(r'<figure class="chart">.*?</figure>', re.DOTALL)
LINK = re.compile(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
IS_EVERY_LINK = os.environ.get("LINKS") == "all"
MOST_LINKS = 40


def charts_of(client, url):
    """Return the HTML of each chart on a page."""
    response = client.get(url)
    assert response.status_code == 200
    return FIGURE.findall(response.content.decode())


def linked_counts(html):
    """Return (URL, count) of every link that shows a count, in order."""
    links = [(url, re.sub("<[^>]*>", "", text)) for url, text in LINK.findall(html)]
    return [(unescape(url), int(text)) for url, text in links if text.isdigit()]


def some(links):
    """Return the links that are followed: always the same ones, unless all are."""
    links = list(links)
    if IS_EVERY_LINK or len(links) <= MOST_LINKS:
        return links
    return random.Random(MOST_LINKS).sample(links, MOST_LINKS)


def list_totals(client, urls):
    """Return how many records the list behind each URL finds."""
    return [client.get(url).context["paginator"].count for url in urls]
