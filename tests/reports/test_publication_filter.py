"""The day since which records are published: the same records on every outlet of a list."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.http import QueryDict
from django.urls import reverse
from python_calamine import CalamineWorkbook

from portal.notifications.followed_lists import FilteredList
from portal.search.filtersets import ReportSearch
from reports.filters import ReportFilter
from reports.models import PublicationDates, Report
from reports.publication_filter import DayField
from tests.builders.records import (
    make_contribution,
    make_paragraph,
    make_recommendation,
    make_report,
)

DAY = datetime(2021, 6, 15, tzinfo=UTC)
KINDS = ("recommendation", "contribution", "statement", "report")


@pytest.fixture
def _reports(db):
    """A report of the day before, to which a version of the day added records, and one of the day."""
    before = make_report(
        status="published", title="Earlier", published_at=DAY - timedelta(milliseconds=1)
    )
    since = make_report(status="published", title="Later", published_at=DAY)
    for report, text in ((before, "Kept"), (before, "Added"), (since, "New")):
        paragraph = make_paragraph(report=report, voice="named", text=f"{text} words.")
        contribution = make_contribution(paragraph)
        recommendation = make_recommendation(report, text=f"{text} words.")
        if text == "Added":
            for kind, record in (
                ("paragraph", paragraph),
                ("contribution", contribution),
                ("recommendation", recommendation),
            ):
                PublicationDates.objects.create(
                    report=report,
                    kind=kind,
                    key=record.pk,
                    first_published_at=DAY,
                    changed_at=DAY,
                )


def counts_on_outlets(client, kind, day):
    """Return the number of records on the page, in its files, in the feed, the API and an alert."""
    data = {"published_since": day}

    def get(name):
        answer = client.get(reverse(f"site:{kind}-{name}"), data)
        assert answer.status_code == 200
        return answer

    counts = [get("list").context["paginator"].count]
    counts.append(get("feed").content.decode().count("<entry>"))
    counts.append(client.get(reverse(f"api:{kind}s"), data).json()["count"])
    counts.append(
        FilteredList.of(f"{kind}s", QueryDict(f"published_since={day}")).filters.qs.count()
    )
    if kind != "report":
        counts.append(len(get("csv").getvalue().decode().splitlines()) - 1)
        workbook = CalamineWorkbook.from_filelike(BytesIO(get("xlsx").getvalue()))
        counts.append(len(workbook.get_sheet_by_index(0).to_python()) - 1)
    return set(counts)


@pytest.mark.usefixtures("_reports")
def test_every_outlet_of_a_list_has_what_was_first_published_on_the_day_or_later(client):
    days = ("2021-06-14", "2021-06-15", "2021-06-16")

    counts = {kind: [counts_on_outlets(client, kind, day) for day in days] for kind in KINDS}

    assert counts == {
        "recommendation": [{3}, {2}, {0}],
        "contribution": [{3}, {2}, {0}],
        "statement": [{3}, {2}, {0}],
        "report": [{2}, {1}, {0}],
    }


@pytest.mark.usefixtures("_reports")
def test_the_database_finds_the_reports_that_the_index_finds_for_any_day():
    for day in ("1900-01-01", "2021-06-15", "2021-06-16", "2099-12-31"):
        data = QueryDict(f"published_since={day}")
        indexed, queried = (
            build(data, Report.objects.published()) for build in (ReportSearch, ReportFilter)
        )
        assert [report.pk for report in indexed.qs.iter_all()] == [
            report.pk for report in queried.qs.newest_first()
        ]


@pytest.mark.usefixtures("_reports")
def test_the_facets_count_and_the_page_states_what_was_published_since_the_day(client):
    page = client.get("/recommendations/?published_since=2021-06-15&series=ARF")

    filters = page.context["filter"]
    text = " ".join(page.content.decode().split())
    facets = {
        facet.name: [choice.count for choice in facet.choices]
        for facet in filters.facets
        if facet.choices
    }
    assert (facets["report"], facets["series"]) == ([1, 1], [2])
    assert '<a href="?series=ARF">Published: <span>since 15 June 2021</span>' in text
    assert 'value="2021-06-15"> <input type="hidden" name="series" value="ARF">' in text
    assert filters.chosen_parameters == [("series", "ARF"), ("published_since", "2021-06-15")]
    assert client.get(filters.link("q", ["words"])).status_code == 200


@pytest.mark.usefixtures("_reports")
def test_every_outlet_refuses_what_is_not_a_day(client):
    refused = ["2021-02-30", "2021-6-15", "20210615", "1899-12-31", "2100-01-01", "x"]
    outlets = ["list", "feed", "csv", "xlsx"]

    statuses = {
        client.get(reverse(f"site:statement-{outlet}"), {"published_since": value}).status_code
        for value in refused
        for outlet in outlets
    }
    problems = [client.get(reverse("api:statements"), {"published_since": v}) for v in refused]

    assert statuses == {400}
    assert [answer.status_code for answer in problems] == [400, 422, 422, 400, 400, 422]
    assert problems[0].json()["errors"] == [
        {
            "parameter": "published_since",
            "reason": "“2021-02-30” is not a day; write it like 2026-01-31.",
        }
    ]


def test_a_day_is_read_in_one_form_only():
    assert (DayField(required=False).clean(""), DayField().clean("2021-06-15")) == (
        None,
        date(2021, 6, 15),
    )
