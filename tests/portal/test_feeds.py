"""Feeds hold everything, page by page, and say when it became public and when it changed."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass

import pytest

from portal.history import nextdraft, recording
from portal.importing.intake import File, Wishes, take_in_file
from recommendations.models import Recommendation, RecommendationTheme
from reports import publishing
from reports.models import Paragraph, Report
from tests.builders import (
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


def read(client, address):
    """Return the entries of one page of a feed and its links to others, by relation."""
    feed = ET.fromstring(client.get(address).content)  # noqa: S314 -- the portal's own
    entries = [
        Entry(*(one.findtext(ATOM + name) for name in ("id", "published", "updated")))
        for one in feed.iter(ATOM + "entry")
    ]
    links = feed.findall(ATOM + "link")
    return entries, {one.get("rel"): one.get("href") for one in links}


def followed(client, address):
    """Return the entries of every page from the first on, page by page."""
    pages = []
    while address:
        entries, links = read(client, address)
        pages.append(entries)
        address = links.get("next")
    return pages


def published():
    report, _ = take_in_file(File("seminar.txt", TEXT), Wishes(publish=True))
    return report


def publish_next_version(report, change):
    """Publish a next version in which `change` was done to the draft; return when that was."""
    draft = nextdraft.begin(report)
    change(draft)
    recording.record(draft, "Changed")
    publishing.publish(draft)
    newest = report.revisions.exclude(published_at=None).order_by("-number").first()
    return stamp(newest.published_at)


def stamp(moment):
    return moment.isoformat()


def test_every_record_of_a_list_is_in_its_feed_once(client):
    report = make_report(status="published")
    Recommendation.objects.bulk_create(
        Recommendation(
            report=report, position=place, reference=f"R{place}", text=f"Wish {place}"
        )
        for place in range(1, 233)
    )

    pages = followed(client, "/recommendations/feed.atom")

    assert [len(entries) for entries in pages] == [100, 100, 32]
    assert len({entry.id for entries in pages for entry in entries}) == 232


@pytest.mark.parametrize(("wishes", "told"), [(200, ""), (201, CUT)])
def test_a_feed_that_does_not_hold_all_says_so(client, monkeypatch, wishes, told):
    monkeypatch.setattr("portal.feeds.FeedPages.most_pages", 2)
    report = make_report(status="published")
    Recommendation.objects.bulk_create(
        Recommendation(report=report, position=place, reference=f"R{place}", text="Do")
        for place in range(wishes)
    )

    pages = followed(client, "/recommendations/feed.atom")
    feed = ET.fromstring(client.get("/recommendations/feed.atom").content)  # noqa: S314

    assert [len(entries) for entries in pages] == [100, 100]
    assert (feed.findtext(f"{ATOM}subtitle") or "") == told


def test_a_page_of_a_feed_leads_to_the_others_under_the_same_filters(client, settings):
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

    _, links = read(client, "/recommendations/feed.atom?level=national&page=2")

    feed = f"{settings.BASE_URL}/recommendations/feed.atom?level=national"
    assert {
        key: links[key] for key in ("first", "previous", "self", "next", "last")
    } == {
        "first": feed,
        "previous": feed,
        "self": f"{feed}&page=2",
        "next": f"{feed}&page=3",
        "last": f"{feed}&page=3",
    }


@pytest.mark.parametrize("page", ["0", "-1", "x", "2"])
@pytest.mark.parametrize("name", ["reports", "recommendations", "contributions"])
def test_a_page_of_a_feed_that_is_not_there_is_not_found(client, name, page):
    make_report(status="published")

    assert client.get(f"/{name}/feed.atom?page={page}").status_code == 404


def test_an_entry_says_when_its_record_became_public(client):
    report = published()

    entries, _ = read(client, "/recommendations/feed.atom")

    when = stamp(report.published_at)
    assert [(one.published, one.updated) for one in entries] == [(when, when)] * 2


def test_a_changed_recommendation_leads_the_feed_with_the_day_of_its_change(client):
    report = published()
    before = {one.id for one in read(client, "/recommendations/feed.atom")[0]}

    def reword_the_last(draft):
        draft.recommendations.filter(text="ask employers.").update(text="ask more.")

    Report.objects.filter(pk=report.pk).update(published_at="2020-01-01T00:00:00Z")
    since = "2020-01-01T00:00:00+00:00"
    changed_at = publish_next_version(report, reword_the_last)

    entries, _ = read(client, "/recommendations/feed.atom")
    assert {one.id for one in entries} == before
    assert [(one.published, one.updated) for one in entries] == [
        (since, changed_at),
        (since, since),
    ]


def test_a_new_recommendation_became_public_with_its_version(client):
    report = published()
    Report.objects.filter(pk=report.pk).update(published_at="2020-01-01T00:00:00Z")

    def add(draft):
        make_recommendation(draft, paragraph=draft.paragraphs.first())

    added_at = publish_next_version(report, add)

    entries, _ = read(client, "/recommendations/feed.atom")
    assert (entries[0].published, entries[0].updated) == (added_at, added_at)
    assert len(entries) == 3


def test_a_version_without_a_change_changes_no_entry(client):
    report = published()
    feeds = [
        f"/{name}/feed.atom" for name in ("recommendations", "contributions", "reports")
    ]
    before = [read(client, feed)[0] for feed in feeds]

    publish_next_version(report, lambda draft: None)

    assert [read(client, feed)[0] for feed in feeds] == before


def test_changed_words_of_a_speaker_show_in_both_feeds_that_hold_them(client):
    report = published()
    Report.objects.filter(pk=report.pk).update(published_at="2020-01-01T00:00:00Z")

    def reword(draft):
        Paragraph.objects.filter(report=draft, number="2").update(
            text="Training is paid."
        )

    changed_at = publish_next_version(report, reword)

    said, _ = read(client, "/contributions/feed.atom")
    reports, _ = read(client, "/reports/feed.atom")
    old = "2020-01-01T00:00:00+00:00"
    assert [one.updated for one in said] == [changed_at, old]
    assert [(one.published, one.updated) for one in reports] == [(old, changed_at)]


def test_the_feed_as_a_whole_was_updated_with_its_last_change(client):
    report = published()

    feed = ET.fromstring(client.get("/reports/feed.atom").content)  # noqa: S314

    assert feed.findtext(ATOM + "updated") == stamp(report.published_at)


def test_two_who_speak_in_one_paragraph_are_two_entries(client):
    paragraph = make_paragraph(report=make_report(status="published"), voice="named")
    for _ in range(2):
        make_contribution(paragraph)

    entries, _ = read(client, "/contributions/feed.atom")

    assert len({one.id for one in entries}) == 2


def test_confirming_themes_changes_no_entry(client):
    report = published()
    wish = report.recommendations.first()
    assign_themes(wish, [], suggested=[make_theme("Care")])
    publish_next_version(report, lambda draft: None)
    before = read(client, "/recommendations/feed.atom")[0]

    def confirm(draft):
        RecommendationTheme.objects.filter(recommendation__report=draft).update(
            status="confirmed"
        )

    publish_next_version(report, confirm)

    assert read(client, "/recommendations/feed.atom")[0] == before
