"""The page of recurring recommendations: its numbers are those of the lists behind its links."""

import html
import random
import re

import pytest
from django.http import QueryDict

from portal.site.recurring import selections
from reports.signals import report_changed
from tests.builders.filterset_pairs import build_pair
from tests.builders.follow_up import make_published_record
from tests.builders.lineage import make_line, make_link
from tests.builders.random_workshops import make_workshops
from tests.builders.records import (
    make_organization,
    make_recommendation,
    make_report,
    make_theme,
)

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="(/recommendations/\?[^"]*|/recommendations/)"[^>]*>\s*([\d,]+)\D')
COUNTED = re.compile(r'href="(/recommendations/\?[^"]*)"[^>]*>[^<]*</a> <span class="count">(\d+)<')


def announce(*records):
    for record in records:
        report_changed.send(sender=type(record.report), report=record.report)


def count(url):
    indexed, _ = build_pair("recommendations", url.partition("?")[2])
    return indexed.qs.count()


def test_a_line_is_shown_once_with_its_meetings_and_who_made_it(client):
    line = make_line(2009, 2012, 2015)
    issuer = make_organization("Arvala")
    line[0].involvements.create(organization=issuer, role="issuer")
    announce(*line)

    page = client.get("/recurring/")

    (shown,) = page.context["lines"]
    assert [one.recommendation for one in shown.members] == line
    assert shown.sentences == ["First asked for in 2009, repeated 2 times"]
    assert shown.issuers == [issuer]
    assert page.context["recurs"].count == 3


def test_the_newest_meeting_is_looked_at_unless_another_one_is_chosen(client):
    line = make_line(2009, 2012)
    fresh = make_recommendation(line[1].report, text="Count the boats.")
    announce(*line)

    newest = client.get("/recurring/")
    chosen = client.get("/recurring/?meeting=meeting-2009")

    assert (newest.context["meeting"], newest.context["new_records"]) == (line[1].report, [fresh])
    assert (chosen.context["meeting"], chosen.context["new_records"]) == (
        line[0].report,
        [line[0]],
    )


def test_what_has_neither_a_later_one_nor_a_record_was_not_taken_up(client):
    line = make_line(2009, 2012)
    followed = make_recommendation(line[0].report, text="Count the boats.")
    left = make_recommendation(line[0].report, text="Count the nets.")
    make_published_record(followed)
    announce(*line)

    page = client.get("/recurring/")

    assert page.context["not_taken_up_records"] == [line[1], left]


@pytest.mark.parametrize(
    "query", ["", "?theme=theme-1", "?series=ARF&level=national", "?issuer=laos"]
)
def test_every_number_equals_the_list_behind_its_link(client, query):
    make_workshops(random.Random(4))

    page = client.get(f"/recurring/{query}").content.decode()

    links = [*LINK.findall(page), *COUNTED.findall(page)]
    counts = {url: client.get(html.unescape(url)).context["paginator"].count for url, _ in links}
    assert len(links) > 3
    assert [(url, int(number)) for url, number in links] == [(url, counts[url]) for url, _ in links]


def test_the_list_links_to_the_page_with_its_filters(client):
    theme = make_theme("Fees")
    record = make_recommendation(make_report(status="published"), themes=[theme])
    announce(record)

    page = client.get("/recommendations/?theme=fees&repeated=not-taken-up&page=1")

    assert 'href="/recurring/?theme=fees"' in page.content.decode()


def test_lineage_is_no_filter_of_the_page(client):
    page = client.get("/recurring/?repeated=first")

    assert "repeated" in page.content.decode()
    assert page.context["filter"].unknown_parameters == ["repeated"]


def test_an_invalid_filter_answers_400_without_numbers(client):
    page = client.get("/recurring/?level=nowhere")

    assert page.status_code == 400
    assert "every" not in page.context


def test_a_value_of_a_chosen_facet_is_required_as_well():
    first, second = make_organization("Arvala"), make_organization("Belmora")
    both = make_recommendation(make_report(status="published"), issuers=[first, second])
    make_recommendation(both.report, issuers=[second])
    announce(both)

    selected = selections.Selected(QueryDict("issuer=arvala"))

    (_, other) = selected.values("issuer", 10)
    assert (other.count, other.url) == (
        1,
        "/recommendations/?all_issuer=arvala&all_issuer=belmora",
    )


def test_a_draft_never_counts(client):
    (earlier,) = make_line(2009)
    draft = make_recommendation(make_report(starts_on="2012-03-10", ends_on=None))
    make_link(earlier, draft)
    announce(earlier)

    page = client.get("/recurring/")

    assert (page.context["recurs"].count, page.context["lines"]) == (0, [])
