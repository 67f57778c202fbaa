"""Follow-up for readers: on a recommendation, a report, an organization, and as a list."""

import random
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.site.follow_up_summary import follow_up_view
from recommendations.models import FollowUp
from reports.models import Organization, Report
from tests.builders.csv_rows import read_rows
from tests.builders.public_follow_up import (
    make_evidence_file,
    make_follow_up,
    make_round,
    make_submission,
    report_follow_up,
    tell_changed,
)
from tests.builders.random_workshops import make_workshops
from tests.builders.records import (
    make_organization,
    make_paragraph,
    make_recommendation,
    make_report,
)
from tests.harness.chart_pages import charts_of, linked_counts, list_totals, some
from tests.harness.page_caches import forget_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def recommendation():
    return make_recommendation(make_report(status="published"))


def shown(client, recommendation):
    """Return {side: (body, status)} of the newest records on the page, and whether they disagree."""
    forget_pages()
    view = client.get(recommendation.get_absolute_url()).context["follow_up"]
    sides = {
        side.value: [(str(one.submission.organization), one.status) for one in side.records]
        for side in view.sides
    }
    return sides, bool(view.contradictions)


def test_sides_that_contradict_each_other_stand_side_by_side(client, recommendation):
    round_ = make_round(recommendation.report)
    for body, country, side, status in (
        ("Laos", "LAO", "government", "done"),
        ("Nepal", "NPL", "government", "under-way"),
        ("Union", "LAO", "workers", "not-begun"),
    ):
        report_follow_up(
            recommendation,
            round_=round_,
            organization=make_organization(body, country=country),
            side=side,
            status=status,
        )

    page = client.get(recommendation.get_absolute_url()).content.decode()

    assert shown(client, recommendation) == (
        {
            "government": [("Laos", "done"), ("Nepal", "under-way")],
            "workers": [("Union", "not-begun")],
        },
        True,
    )
    assert "They do not agree:" in page
    assert " ".join(page.partition('class="contradictions"')[2].split()).startswith(
        "> <li> Laos – Governments: <strong>Done</strong>; Workers: <strong>Not begun</strong>"
    )
    assert page.count(f'href="{round_.get_absolute_url()}"') == 3


def test_states_that_have_got_further_than_others_do_not_contradict_them(client, recommendation):
    round_ = make_round(recommendation.report)
    for body, country, side, status in (
        ("Laos", "LAO", "government", "done"),
        ("Nepal", "NPL", "government", "under-way"),
        ("Union", "", "workers", "not-begun"),
    ):
        organization = make_organization(body, country=country)
        report_follow_up(
            recommendation, round_=round_, organization=organization, side=side, status=status
        )

    assert shown(client, recommendation)[1] is False


def test_a_ministry_contradicts_the_state_that_it_is_part_of(client, recommendation):
    round_ = make_round(recommendation.report)
    state = make_organization("Laos", kind="state", country="LAO")
    ministry = make_organization("Ministry", kind="ministry", part_of=state)
    for body, status in ((state, "done"), (ministry, "dropped")):
        report_follow_up(recommendation, round_=round_, organization=body, status=status)

    assert shown(client, recommendation)[1] is True


def test_answers_of_different_rounds_do_not_contradict_each_other(client, recommendation):
    state = make_organization("Laos", kind="state", country="LAO")
    for side, status in (("government", "done"), ("workers", "not-begun")):
        report_follow_up(recommendation, organization=state, side=side, status=status)

    assert shown(client, recommendation)[1] is False


def test_sides_with_the_same_status_agree(client, recommendation):
    for side in ("government", "workers"):
        report_follow_up(recommendation, side=side, status="done")

    assert shown(client, recommendation)[1] is False


def test_the_history_has_every_record_and_says_which_are_corrected(client, recommendation):
    body = make_organization("Ministry")
    earlier = make_submission(make_round(recommendation.report, name="Review 2017"), body)
    later = make_submission(make_round(recommendation.report, name="Review 2019"), body)
    first, second = (
        make_follow_up(earlier, recommendation, status=status) for status in ("done", "under-way")
    )
    newest = make_follow_up(later, recommendation, status="dropped")
    tell_changed(recommendation.report)

    response = client.get(recommendation.get_absolute_url())

    view = response.context["follow_up"]
    history = [
        (one.round.name, [(record.pk, record.is_current) for record in one.sides[0].records])
        for one in view.history
    ]
    assert history == [
        ("Review 2019", [(newest.pk, True)]),
        ("Review 2017", [(first.pk, False), (second.pk, True)]),
    ]
    page = response.content.decode()
    assert page.count("Corrected by a later record") == 1
    ids = [page.count(f'id="follow-up-{one.pk}"') for one in (first, second, newest)]
    assert ids == [1, 1, 1]


def test_a_page_without_follow_up_mentions_it_only_in_the_menu(client, recommendation):
    pages = [
        client.get(url).content.decode().partition("<main")[2]
        for url in (
            "/",
            recommendation.get_absolute_url(),
            recommendation.report.get_absolute_url(),
            "/recommendations/",
        )
    ]

    words = ("What became of it", "Follow-up", "follow-up", "Overdue", "Rounds")
    assert [[word for word in words if word in page] for page in pages] == [[]] * 4


def test_evidence_is_a_link_a_file_and_a_paragraph_of_a_later_report(client, recommendation):
    later = make_paragraph(report=make_report(status="published", title="Later seminar"))
    record = report_follow_up(
        recommendation,
        status="done",
        evidence_url="https://example.org/law",
        evidence_file=make_evidence_file(b"<script>", name="law.html", media_type="text/html"),
        evidence_paragraph=later,
    )

    page = client.get(recommendation.get_absolute_url()).content.decode()
    file = client.get(reverse("site:evidence", args=[record.pk]))

    assert 'href="https://example.org/law" rel="nofollow noopener"' in " ".join(page.split())
    assert f'<a href="{later.page_url}">Later seminar' in page
    assert file.content == b"<script>"
    assert {
        name: file[name]
        for name in ("Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy")
    } == {
        "Content-Disposition": 'attachment; filename="law.html"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }


def test_a_record_is_overdue_from_the_day_after_it_was_due(recommendation):
    report_follow_up(recommendation, status="under-way", due_on=date(2020, 1, 1))
    record = FollowUp.objects.get()
    recommendation.listed_follow_ups = [record]

    overdue = [
        follow_up_view(recommendation, date(2020, 1, day)).sides[0].records[0].is_overdue
        for day in (1, 2)
    ]

    assert overdue == [False, True]


def test_pages_that_show_what_is_overdue_change_with_the_day_once_something_is_due(
    client, recommendation, monkeypatch
):
    def tags(day):
        monkeypatch.setattr(timezone, "localdate", lambda *args: day)
        forget_pages()
        urls = (recommendation.get_absolute_url(), "/recommendations/", "/follow-up/")
        urls = (*urls, "/recurring/", "/themes/")
        return [client.get(url)["ETag"] for url in urls]

    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    report_follow_up(recommendation, status="under-way")
    without_due_days = [tags(day) for day in (today, tomorrow)]
    report_follow_up(recommendation, status="under-way", due_on=today)
    with_due_days = [tags(day) for day in (today, tomorrow)]

    assert without_due_days[0] == without_due_days[1]
    assert [one == other for one, other in zip(*with_due_days, strict=True)] == [
        *(False, False, False, False),
        True,
    ]


@pytest.fixture
def _workshops():
    make_workshops(random.Random(7))


@pytest.mark.usefixtures("_workshops")
def test_every_count_of_follow_up_equals_the_rows_of_the_list_it_links_to(client):
    urls = [
        "/rounds/",
        *(one.get_absolute_url() for one in Report.objects.published()),
        *(one.get_absolute_url() for one in Organization.objects.published()),
    ]
    counts = [
        (url, number)
        for page in urls
        for chart in charts_of(client, page)
        for url, number in linked_counts(chart)
        if "status=" in url
    ]

    assert len(counts) > 20
    counts = some(counts)
    assert list_totals(client, [url for url, _ in counts]) == [number for _, number in counts]


@pytest.mark.usefixtures("_workshops")
def test_the_list_its_files_and_its_facets_have_the_same_records(client):
    query = "?side=government&side=workers&not_status=done"
    page = client.get(f"/follow-up/{query}")
    rows = read_rows(client, "site:follow-up-csv", query)

    count = page.context["paginator"].count
    assert (len(rows), count > 0) == (count, True)
    assert {row["side"] for row in rows} == {"government", "workers"}
    assert [row["status"] for row in rows if row["status"] == "done"] == []
    choices = [choice for facet in page.context["filter"].facets for choice in facet.choices]
    choices = some(choice for choice in choices if not choice.is_excluded)
    totals = list_totals(client, [f"/follow-up/{choice.only_link}" for choice in choices])
    assert totals == [choice.count for choice in choices]


def test_a_table_of_recommendations_says_what_became_of_them(client, recommendation):
    report_follow_up(
        recommendation,
        round_=make_round(recommendation.report, name="Review 2019"),
        organization=make_organization("Union"),
        side="workers",
        status="not-begun",
        due_on=date(2020, 1, 1),
    )

    rows = read_rows(client, "site:recommendation-csv")

    assert [row["follow-up"] for row in rows] == [
        "Review 2019, workers, Union: not-begun, due 2020-01-01"
    ]
