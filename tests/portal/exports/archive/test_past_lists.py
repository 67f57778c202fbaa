"""Lists as of a day: the same bytes at any time, without what has since been withdrawn."""

import random
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from portal.content import draft_version
from portal.exports import list_columns
from portal.exports.archive import writer
from portal.exports.archive.past_list import PastList
from portal.exports.archive.record_values import decoded
from portal.exports.archive.withholding import withhold
from portal.exports.column_choice import key_of
from portal.search.archive import archive_index
from portal.search.models import ArchivedRecord, ArchiveRun
from recommendations.models import Recommendation
from reports import publishing
from reports.models import Report
from reports.signals import report_changed
from tests.builders.filterset_pairs import FILTERSETS, build_pair
from tests.builders.later_changes import change_something
from tests.builders.random_workshops import make_workshops
from tests.builders.records import make_recommendation
from tests.harness.page_caches import forget_pages

pytestmark = pytest.mark.django_db
CHANGES = 50
LISTS = {
    # With a theme and those below it, words with a theme of that label, equal sort keys, and combinations.
    "recommendations": (
        "",
        "theme=theme-1",
        "q=labour&level=national",
        "q=theme+1",
        "q=labour&sort=reference",
        "all_theme=theme-1&not_theme=theme-3&sort=level",
        "organization=laos&year=2016",
        "published_since=2015-01-01&level=national",
    ),
    "statements": ("", "country=LAO", "body=alone&organization=laos", "q=organization:laos"),
    "contributions": ("speaker=speaker-1", "q=speaker"),
}
OUTLETS = ("/{}/", "/api/v1/{}/", "/{}/export.csv", "/{}/export.xlsx")


@pytest.fixture
def rng():
    return random.Random(1990)


@pytest.fixture
def _archived(db, rng):
    make_workshops(rng)
    assert writer.catch_up()


def read(client, url):
    forget_pages()
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.content)
    return b"".join(answer)


def past_urls(client):
    """Return the addresses that the lists give for their rows, of every outlet."""
    queries = [
        (name, client.get(f"/{name}/?{query}").context["data_link"].query_string)
        for name, queries in LISTS.items()
        for query in queries
    ]
    reports = client.get("/reports/?year=2016").context["data_link"].query_string
    return [
        *(outlet.format(name) + query for name, query in queries for outlet in OUTLETS),
        *(f"{outlet}{reports}" for outlet in ("/reports/", "/api/v1/reports/")),
    ]


@pytest.mark.usefixtures("_archived")
def test_a_list_as_of_a_moment_has_the_same_bytes_after_fifty_later_changes(client, rng):
    urls = past_urls(client)
    before = {url: read(client, url) for url in urls}
    live = read(client, "/api/v1/recommendations/")

    for number in range(CHANGES):
        change_something(rng, number)
        if number % 7 == 0:
            assert writer.catch_up()
    assert writer.catch_up()

    assert read(client, "/api/v1/recommendations/") != live
    assert [url for url in urls if read(client, url) != before[url]] == []
    shutil.rmtree(archive_index.folder())
    assert [url for url in urls if read(client, url) != before[url]] == []


def without_links_to(report, lineage):
    """Leave out the earlier and later recommendations of a report."""
    for end in ("earlier", "later"):
        lineage[end] = [one for one in lineage[end] if one["report"]["slug"] != report.slug]


@pytest.mark.usefixtures("_archived")
def test_what_was_withdrawn_since_is_left_out_and_its_number_stated(client):
    report = Report.objects.published().latest("pk")
    url = (
        "/api/v1/recommendations/"
        + client.get("/recommendations/").context["data_link"].query_string
    )
    words = url.replace("?", "?q=labour&")
    before, with_words = (client.get(one).json() for one in (url, words))

    publishing.transition(report, "withdrawn")
    writer.catch_up()

    after = client.get(url).json()
    rest = [one for one in before["results"] if one["report"]["slug"] != report.slug]
    for one in rest:
        without_links_to(report, one["lineage"])
    assert (after["results"], after["count"]) == (rest, len(rest))
    assert (before["left_out"], after["left_out"]) == (0, report.recommendations.count())
    # A search does not tell what withdrawn texts say.
    answers = [client.get(words.replace("labour", word)).json() for word in ("labour", "nowhere")]
    assert [one["left_out"] for one in answers] == [after["left_out"]] * 2
    assert answers[0]["count"] < with_words["count"]
    page = client.get(url.removeprefix("/api/v1")).content.decode()
    assert f"{after['left_out']} have since been withdrawn" in page
    table = client.get(url.replace("/api/v1", "").replace("?", "export.csv?"))
    assert f"-without-{after['left_out']}-withdrawn.csv" in table["Content-Disposition"]


@pytest.mark.usefixtures("_archived")
def test_a_withheld_record_is_left_out_of_the_past_and_its_texts_are_deleted(client):
    url = (
        "/api/v1/recommendations/"
        + client.get("/recommendations/").context["data_link"].query_string
    )
    redacted = Recommendation.objects.published().latest("pk")
    before = client.get(url).json()

    with transaction.atomic():
        Recommendation.objects.filter(pk=redacted.pk).update(text="[redacted]")
        assert withhold("recommendation", [redacted.pk]) == 1
        report_changed.send(sender=Report, report=redacted.report)
    assert client.get(url).json()["results"] == others(before, redacted)
    assert writer.catch_up()

    after = client.get(url).json()
    assert (after["results"], after["left_out"]) == (others(before, redacted), 1)
    now = client.get(f"/api/v1/recommendations/?as_of={timezone.localdate()}").json()
    assert (now["count"], now["left_out"]) == (before["count"], 0)
    states = [decoded(row.value) for row in ArchivedRecord.objects.filter(key=redacted.pk)]
    assert not any(redacted.text in str(state) for state in states)


@pytest.mark.usefixtures("_archived")
def test_all_past_states_of_a_report_can_be_withheld_for_good(client, capsys):
    report = Report.objects.published().latest("pk")
    url = "/api/v1/statements/" + client.get("/statements/").context["data_link"].query_string
    before = client.get(url).json()["count"]
    own = ArchivedRecord.objects.filter(report_key=report.pk, kind="statement").count()

    call_command("withhold_past", report.slug)
    assert writer.catch_up()

    after = client.get(url).json()
    assert (after["count"], after["left_out"]) == (before - own, own)
    now = client.get(f"/api/v1/statements/?as_of={timezone.localdate()}").json()
    assert (now["count"], now["left_out"]) == (before, 0)
    assert "past states withheld" in capsys.readouterr().out


def others(answer, record):
    return [one for one in answer["results"] if one["id"] != record.pk]


@pytest.mark.once
@pytest.mark.usefixtures("_archived")
@pytest.mark.parametrize("name", sorted(FILTERSETS))
def test_the_present_list_and_the_archive_have_the_same_rows(name, rng):
    wrong = []
    link = "?"
    moment = str(timezone.localdate())
    for _ in range(8):
        indexed, queried = build_pair(name, link)
        past = PastList(FILTERSETS[name][0], QueryDict(f"{link[1:]}&as_of={moment}"))
        expected = [record.pk for record in indexed.qs.iter_all()]
        keys = [shown.item["id"] for shown in past.iter_all()]
        paged = [
            shown.item["id"]
            for start in range(0, len(keys), 4)
            for shown in past[start : start + 4]
        ]
        if (keys, paged, past.count()) != (expected, expected, len(expected)):
            wrong.append(link)
        choices = [choice for facet in queried.facets for choice in facet.choices]
        choice = rng.choice(choices)
        is_full = len(queried.active_choices) >= 3
        link = choice.remove_link if is_full else rng.choice([choice.only_link, choice.not_link])

    assert wrong == []


@pytest.mark.usefixtures("_archived")
def test_no_draft_is_ever_in_the_archive(client):
    drafts = Report.objects.exclude(status="published")
    report = Report.objects.published().latest("pk")
    draft = draft_version.begin_draft(report)
    make_recommendation(draft, text="Words of a draft")
    writer.catch_up()

    assert list(drafts)
    assert not ArchivedRecord.objects.filter(report_key__in=drafts.values("pk")).exists()
    url = f"/api/v1/recommendations/?as_of={timezone.localdate()}"
    ids = {one["id"] for one in client.get(url).json()["results"]}
    assert ids == set(Recommendation.objects.published().values_list("pk", flat=True))


@pytest.mark.usefixtures("_archived")
def test_a_day_without_an_archived_state_is_refused_with_the_reason(client):
    reasons = {
        "2015-01-01": "Past states have been kept since",
        "2999-01-01": "This day or moment is in the future.",
        "9999-12-31": "This day or moment is in the future.",
        (
            timezone.now() - timedelta(seconds=1)
        ).isoformat(): "This moment is less than a minute ago.",
        "2026-02-30": "“2026-02-30” is not a day; write it like 2026-11-28.",
        "2026-11-28T25:00": "“2026-11-28T25:00” is not a day; write it like 2026-11-28.",
        "0001-01-01T00:00+14:00": "“0001-01-01T00:00+14:00” is not a day; write it like 2026-11-28.",
        "yesterday": "“yesterday” is not a day; write it like 2026-11-28.",
    }
    ArchiveRun.objects.update(at=timezone.now() - timedelta(hours=1))

    for as_of, reason in reasons.items():
        page = client.get("/recommendations/", {"as_of": as_of})
        api = client.get("/api/v1/recommendations/", {"as_of": as_of})
        assert (page.status_code, api.status_code) == (400, 400)
        assert reason in page.content.decode()
        assert api.json()["errors"][0]["reason"].startswith(reason)


@pytest.mark.usefixtures("_archived")
def test_a_list_states_no_day_and_is_not_cached_until_its_changes_are_archived(client):
    report = Report.objects.published().latest("pk")
    report_changed.send(sender=Report, report=report)

    def state(answer):
        return "data as of" in answer.text, answer.get("Cache-Control"), "ETag" in answer

    behind = [client.get(path) for path in ("/recommendations/", "/api/v1/recommendations/")]
    writer.catch_up()
    caught_up = client.get("/recommendations/")

    assert state(behind[0]) == (False, "no-store", False)
    assert (behind[1].json()["permalink"], behind[1]["Cache-Control"]) == (None, "no-store")
    assert state(caught_up) == (True, "public, max-age=60", True)


@pytest.mark.usefixtures("_archived")
def test_tables_have_past_states_with_chosen_columns_and_other_files_refuse_them(client):
    query = f"?level=national&as_of={timezone.localdate()}"
    offered = [key for key, _ in client.get(f"/recommendations/columns/{query}").context["columns"]]
    table = read(
        client, f"/recommendations/export.csv{query}&column=text&column=first-day"
    ).decode()
    refused = [
        client.get(f"/recommendations/{name}{query}")
        for name in ("feed.atom", "export.bib", "briefing.docx")
    ]

    assert offered == [key_of(column) for column in list_columns.RECOMMENDATIONS]
    assert table.splitlines()[0] == '\ufeff"text","first day"'
    assert [answer.status_code for answer in refused] == [400] * 3
    assert all("There are no past states here" in answer.content.decode() for answer in refused)


@pytest.mark.usefixtures("_archived")
def test_a_day_is_answered_by_its_last_state(client):
    first, second = (datetime(2020, 5, day, 12, tzinfo=UTC) for day in (1, 3))
    ArchiveRun.objects.update(at=first)
    report = Report.objects.published().latest("pk")
    make_recommendation(report, text="A later wish")
    report_changed.send(sender=Report, report=report)
    writer.catch_up()
    ArchiveRun.objects.filter(at__gt=first).update(at=second)

    counts = [
        client.get("/api/v1/recommendations/", {"as_of": f"2020-05-0{day}"}).json()["count"]
        for day in (1, 2, 3, 4)
    ]

    assert counts == [18, 18, 19, 19]
    before_noon = (second - timedelta(seconds=1)).isoformat()
    assert client.get("/api/v1/recommendations/", {"as_of": before_noon}).json()["count"] == 18
