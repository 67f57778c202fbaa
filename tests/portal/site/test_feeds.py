"""Atom feeds: pages, paging links, and the published and updated times of entries."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass

import pytest

from portal.content import draft_version, revisions, workflow
from portal.imports.importer import ImportOptions, Upload, import_file
from recommendations.models import Recommendation, RecommendationTheme
from reports.models import Paragraph, Report
from tests.builders.records import (
    assign_themes,
    make_contribution,
    make_paragraph,
    make_recommendation,
    make_report,
    make_theme,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
CUT = "Only the last 200 entries are in this feed."
TEXT = b"""ARF Seminar on Skills
10 March 2019, Bangkok

Session 1: Training

1. Ms. Ana Cruz, Director, noted that training is dear.
2. Mr. Ben Otto, Adviser, explained how training is paid for.
3. Participants recommended to:
- train more;
- ask employers.
"""


@dataclass(frozen=True)
class Entry:
    id: str
    published: str
    updated: str


def read_feed(client, address):
    """Return the entries of a page of a feed and its links to others, by relation."""
    feed = ET.fromstring(client.get(address).content)  # noqa: S314 -- the portal's own
    entries = [
        Entry(*(element.findtext(ATOM + name) for name in ("id", "published", "updated")))
        for element in feed.iter(ATOM + "entry")
    ]
    links = feed.findall(ATOM + "link")
    return entries, {link.get("rel"): link.get("href") for link in links}


def read_all_pages(client, address):
    """Follow the next links from the first page on; return the entries of each page."""
    pages = []
    while address:
        entries, links = read_feed(client, address)
        pages.append(entries)
        address = links.get("next")
    return pages


def publish_seminar():
    report, _ = import_file(Upload("seminar.txt", TEXT), ImportOptions(publish=True))
    return report


def publish_next_version(report, change):
    """Publish a draft version with `change` applied; return its publication time."""
    draft = draft_version.begin_draft(report)
    change(draft)
    revisions.save_revision(draft, "Changed")
    workflow.publish(draft)
    newest = report.revisions.exclude(published_at=None).order_by("-number").first()
    return stamp(newest.published_at)


def stamp(moment):
    return moment.isoformat()


def test_the_pages_of_a_feed_hold_every_record_of_the_list_once(client):
    report = make_report(status="published")
    Recommendation.objects.bulk_create(
        Recommendation(report=report, position=place, reference=f"R{place}", text=f"Wish {place}")
        for place in range(1, 233)
    )

    pages = read_all_pages(client, "/recommendations/feed.atom")

    assert [len(entries) for entries in pages] == [100, 100, 32]
    assert len({entry.id for entries in pages for entry in entries}) == 232


@pytest.mark.parametrize(("recommendations", "subtitle"), [(200, ""), (201, CUT)])
def test_a_feed_cut_at_its_maximum_length_says_so(client, monkeypatch, recommendations, subtitle):
    monkeypatch.setattr("portal.site.feeds.FeedPages.most_pages", 2)
    report = make_report(status="published")
    Recommendation.objects.bulk_create(
        Recommendation(report=report, position=place, reference=f"R{place}", text="Do")
        for place in range(recommendations)
    )

    pages = read_all_pages(client, "/recommendations/feed.atom")
    feed = ET.fromstring(client.get("/recommendations/feed.atom").content)  # noqa: S314

    assert [len(entries) for entries in pages] == [100, 100]
    assert (feed.findtext(f"{ATOM}subtitle") or "") == subtitle


def test_the_paging_links_of_a_feed_keep_its_filters(client, settings):
    report = make_report(status="published")
    Recommendation.objects.bulk_create(
        Recommendation(
            report=report,
            position=place,
            reference=f"R{place}",
            level="national" if place % 2 else "all",
            text="Wish",
        )
        for place in range(1, 402)
    )

    _, links = read_feed(client, "/recommendations/feed.atom?level=national&page=2")

    feed = f"{settings.BASE_URL}/recommendations/feed.atom?level=national"
    assert {key: links[key] for key in ("first", "previous", "self", "next", "last")} == {
        "first": feed,
        "previous": feed,
        "self": f"{feed}&page=2",
        "next": f"{feed}&page=3",
        "last": f"{feed}&page=3",
    }


@pytest.mark.parametrize("page", ["0", "-1", "x", "2"])
@pytest.mark.parametrize("name", ["reports", "recommendations", "contributions"])
def test_an_invalid_page_number_of_a_feed_is_not_found(client, name, page):
    make_report(status="published")

    assert client.get(f"/{name}/feed.atom?page={page}").status_code == 404


def test_the_feed_of_reports_has_the_filters_of_its_list(client):
    report = make_report(status="published", series="ARF")
    make_report(status="published", series="CARAM")

    entries, _ = read_feed(client, "/reports/feed.atom?series=ARF")

    assert [entry.id.rpartition("/reports/")[2] for entry in entries] == [f"{report.slug}/"]


def test_a_feed_entry_has_the_publication_time_of_its_report(client):
    report = publish_seminar()

    entries, _ = read_feed(client, "/recommendations/feed.atom")

    when = stamp(report.published_at)
    assert [(entry.published, entry.updated) for entry in entries] == [(when, when)] * 2


def test_a_changed_recommendation_moves_to_the_top_of_the_feed_with_a_new_updated_time(client):
    report = publish_seminar()
    before = {entry.id for entry in read_feed(client, "/recommendations/feed.atom")[0]}

    def reword_the_last(draft):
        draft.recommendations.filter(text="ask employers.").update(text="ask more.")

    Report.objects.filter(pk=report.pk).update(published_at="2020-01-01T00:00:00Z")
    since = "2020-01-01T00:00:00+00:00"
    changed_at = publish_next_version(report, reword_the_last)

    entries, _ = read_feed(client, "/recommendations/feed.atom")
    assert {entry.id for entry in entries} == before
    assert [(entry.published, entry.updated) for entry in entries] == [
        (since, changed_at),
        (since, since),
    ]


def test_a_new_recommendation_has_the_publication_time_of_its_version_in_the_feed(client):
    report = publish_seminar()
    Report.objects.filter(pk=report.pk).update(published_at="2020-01-01T00:00:00Z")

    def add(draft):
        make_recommendation(draft, paragraph=draft.paragraphs.first())

    added_at = publish_next_version(report, add)

    entries, _ = read_feed(client, "/recommendations/feed.atom")
    assert (entries[0].published, entries[0].updated) == (added_at, added_at)
    assert len(entries) == 3


def test_a_record_whose_words_were_public_before_is_not_new_in_the_feed(client):
    report = publish_seminar()
    Report.objects.filter(pk=report.pk).update(published_at="2020-01-01T00:00:00Z")
    since = "2020-01-01T00:00:00+00:00"

    def add(draft):
        paragraph = draft.paragraphs.get(number="1")
        make_recommendation(draft, paragraph=paragraph, text="training  is dear.")
        make_recommendation(draft, paragraph=paragraph, text="raining is dear.")

    changed_at = publish_next_version(report, add)

    entries, _ = read_feed(client, "/recommendations/feed.atom")
    assert sorted(entry.published for entry in entries) == [since, since, since, changed_at]


def test_publishing_a_version_without_changes_changes_no_feed_entry(client):
    report = publish_seminar()
    feeds = [f"/{name}/feed.atom" for name in ("recommendations", "contributions", "reports")]
    before = [read_feed(client, feed)[0] for feed in feeds]

    publish_next_version(report, lambda draft: None)

    assert [read_feed(client, feed)[0] for feed in feeds] == before


def test_a_changed_contribution_updates_the_contribution_and_report_feeds(client):
    report = publish_seminar()
    Report.objects.filter(pk=report.pk).update(published_at="2020-01-01T00:00:00Z")

    def reword(draft):
        Paragraph.objects.filter(report=draft, number="2").update(text="Training is paid.")

    changed_at = publish_next_version(report, reword)

    contributions, _ = read_feed(client, "/contributions/feed.atom")
    reports, _ = read_feed(client, "/reports/feed.atom")
    old = "2020-01-01T00:00:00+00:00"
    assert [entry.updated for entry in contributions] == [changed_at, old]
    assert [(entry.published, entry.updated) for entry in reports] == [(old, changed_at)]


def test_the_updated_time_of_a_feed_is_that_of_its_newest_entry(client):
    report = publish_seminar()

    feed = ET.fromstring(client.get("/reports/feed.atom").content)  # noqa: S314

    assert feed.findtext(ATOM + "updated") == stamp(report.published_at)


def test_two_speakers_of_the_same_paragraph_are_two_feed_entries(client):
    paragraph = make_paragraph(report=make_report(status="published"), voice="named")
    for _ in range(2):
        make_contribution(paragraph)

    entries, _ = read_feed(client, "/contributions/feed.atom")

    assert len({entry.id for entry in entries}) == 2


def test_confirming_themes_changes_no_feed_entry(client):
    report = publish_seminar()
    recommendation = report.recommendations.first()
    assign_themes(recommendation, [], suggested=[make_theme("Care")])
    publish_next_version(report, lambda draft: None)
    before = read_feed(client, "/recommendations/feed.atom")[0]

    def confirm(draft):
        RecommendationTheme.objects.filter(recommendation__report=draft).update(status="confirmed")

    publish_next_version(report, confirm)

    assert read_feed(client, "/recommendations/feed.atom")[0] == before
