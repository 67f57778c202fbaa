"""The charts of a page as a reader has them, and where their links lead."""

import re
from html import unescape

FIGURE = re.compile(r'<figure class="chart[^"]*">.*?</figure>', re.DOTALL)
LINK = re.compile(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


def charts_of(client, address):
    """Return the markup of each chart on a page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return FIGURE.findall(answer.content.decode())


def picture_of(chart):
    return chart[chart.index("<svg role") : chart.rindex("</svg>")]


def table_of(chart):
    return chart[chart.index("<table") : chart.index("</table>")]


def linked_numbers(markup):
    """Return (link, number) of every link that shows a number, in order."""
    found = []
    for link, content in LINK.findall(markup):
        # A bar shows its year as well, behind the number.
        shown = re.findall(r'<text class="number[^>]*>(\d+)</text>', content)
        shown = shown or re.findall(r"^(\d+)$", content)
        found += [(unescape(link), int(number)) for number in shown]
    return found


def totals_of(client, links):
    """Return how many the list behind each link finds."""
    return [client.get(link).context["paginator"].count for link in links]
