"""Access control: what a body sent in is nowhere to be seen until submission and round are public."""

import pytest
from django.urls import reverse

from portal.exports.archive import writer
from portal.exports.public_data import package
from recommendations.models import Recommendation, Round, Submission
from reports.models import Organization
from tests.builders.gate_workshop import WORD, make_workshop
from tests.builders.public_follow_up import (
    make_evidence_file,
    make_follow_up,
    make_round,
    make_submission,
    report_follow_up,
    tell_changed,
)
from tests.builders.records import make_organization, make_recommendation, make_report
from tests.harness.page_caches import forget_pages
from tests.harness.readable_content import readable_content
from tests.harness.url_access import read_lists

pytestmark = pytest.mark.django_db
# (status of the submission, status of the round)
HIDDEN = [
    ("draft", "published"),
    ("in_review", "published"),
    ("withdrawn", "published"),
    ("published", "draft"),
]


@pytest.fixture
def recommendation():
    make_workshop("published", "Manila")
    return Recommendation.objects.get()


def send_in(recommendation, status, round_):
    """Store what a ministry, which nobody else names, says in the round."""
    ministry = make_organization(f"{WORD} Bureau", kind="ministry", country="TZA")
    submission = make_submission(round_, ministry, side="workers", status=status)
    record = make_follow_up(
        submission,
        recommendation,
        status="not-begun",
        response="not-accepted",
        text=WORD,
        due_on="2020-01-01",
        responsible=make_organization(f"{WORD} Division"),
        evidence_url=f"https://example.org/{WORD}",
        evidence_file=make_evidence_file(WORD.encode(), name=f"{WORD}.txt"),
    )
    tell_changed(recommendation.report)
    return record


def read_pages(client, recommendation):
    """Return the content of all lists, and of every page and file that shows follow-up."""
    forget_pages()
    round_ = Round.objects.earliest("pk")
    pages = [
        recommendation.get_absolute_url(),
        recommendation.report.get_absolute_url(),
        round_.get_absolute_url(),
        *(one.get_absolute_url() for one in Organization.objects.filter(slug__contains="manila")),
        reverse("site:round-csv", args=[round_.slug]),
        reverse("site:round-xlsx", args=[round_.slug]),
        reverse("site:round-briefing", args=[round_.slug, "docx"]),
        reverse("api:recommendation", args=[recommendation.pk]),
        *(
            f"/recommendations/{name}/"
            for name in ("status", "response", "side", "round", "overdue")
        ),
    ]
    own = {page: readable_content(client.get(page)) for page in pages}
    return own | read_lists(client, WORD)


@pytest.mark.parametrize(("status", "round_status"), HIDDEN)
def test_what_is_not_public_changes_no_page_list_or_file(
    client, recommendation, status, round_status
):
    round_ = make_round(recommendation.report, status=round_status)
    before = read_pages(client, recommendation)

    record = send_in(recommendation, status, round_)

    after = read_pages(client, recommendation)
    assert [url for url in before if after[url] != before[url]] == []
    hidden = [
        reverse("site:evidence", args=[record.pk]),
        reverse("api:follow_up_record", args=[record.pk]),
        *(one.get_absolute_url() for one in (record.submission.organization, record.responsible)),
    ]
    if round_status == "draft":
        hidden += [round_.get_absolute_url(), reverse("api:round", args=[round_.pk])]
    assert [client.get(url).status_code for url in hidden] == [404] * len(hidden)


def test_a_body_that_reports_in_public_and_a_responsible_one_have_public_pages(
    client, recommendation
):
    record = send_in(recommendation, "published", make_round(recommendation.report))

    bodies = (record.submission.organization, record.responsible)
    assert [client.get(one.get_absolute_url()).status_code for one in bodies] == [200, 200]


def test_a_record_about_an_unpublished_report_makes_nobody_public(client):
    recommendation = make_recommendation(make_report(status="draft"))
    published = make_recommendation(make_report(status="published"))
    round_ = make_round(recommendation.report, published.report)
    submission = make_submission(round_)

    record = make_follow_up(
        submission, recommendation, status="done", responsible=make_organization("Office")
    )

    bodies = (record.submission.organization, record.responsible)
    assert [client.get(one.get_absolute_url()).status_code for one in bodies] == [404, 404]
    assert client.get(reverse("site:follow-up-list")).context["paginator"].count == 0


def test_a_withdrawn_submission_is_in_no_past_list_and_no_archive_of_data(
    client, recommendation, settings, tmp_path
):
    settings.PUBLIC_DATA_DIR = tmp_path
    writer.catch_up()
    record = send_in(recommendation, "published", make_round(recommendation.report))
    assert writer.catch_up()
    lists = ["", "status=not-begun", "side=workers&overdue=yes"]
    past = [
        client.get(f"/recommendations/?{query}").context["data_link"].query_string
        for query in lists
    ]
    shown = [client.get(f"/api/v1/recommendations/{query}").json() for query in past]
    package.write_package()

    Submission.objects.filter(pk=record.submission_id).update(status="withdrawn")
    tell_changed(recommendation.report)
    assert writer.catch_up()

    forget_pages()
    later = [client.get(f"/api/v1/recommendations/{query}").json() for query in past]
    assert [(one["count"], one["left_out"]) for one in shown] == [(1, 0)] * 3
    assert [(one["count"], one["left_out"]) for one in later] == [(1, 0), (0, 1), (0, 1)]
    files = [
        b"".join(client.get(f"{outlet}{past[0]}"))
        for outlet in (
            "/recommendations/",
            "/recommendations/export.csv",
            "/api/v1/recommendations/",
        )
    ]
    assert [WORD.encode() in content for content in files] == [False] * 3
    assert package.current_package() is None
    package.write_package()
    assert package.current_package().rows["follow_up"] == 1


def test_what_was_reported_before_stays_in_past_lists(client, recommendation):
    report_follow_up(recommendation, side="workers", status="dropped", text="Stopped.")
    writer.catch_up()
    query = client.get("/recommendations/?status=dropped").context["data_link"].query_string
    before = client.get(f"/api/v1/recommendations/{query}").json()

    report_follow_up(recommendation, side="workers", status="done")
    writer.catch_up()

    forget_pages()
    assert client.get(f"/api/v1/recommendations/{query}").json() == before
    assert before["count"] == 1
