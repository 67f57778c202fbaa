"""A page that has not changed is not made again."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from portal.correcting import corrections
from portal.history import nextdraft
from portal.importing.intake import File, Wishes, take_in_file
from portal.search import indexing
from reports import publishing
from reports.models import Report
from reports.signals import report_changed
from tests.builders import make_recommendation, make_report, make_theme

pytestmark = pytest.mark.django_db

REPORT = b"Workshop\n10 March 2019, Bangkok\n\nOpening\n\n1. Words that are split."
DRAFT = REPORT.replace(b"Workshop", b"Seminar")


@pytest.fixture
def report():
    report = make_report(status="published")
    make_recommendation(report, text="Train more people", themes=[make_theme("Skills")])
    return report


def addresses(report):
    lists = ("home", "recommendation-list", "contribution-list", "report-list")
    named = ("theme-list", "report-feed", "recommendation-csv", "sitemap")
    return [
        *(reverse(name) for name in (*lists, *named)),
        "/recommendations/?q=train",
        report.get_absolute_url(),
        report.recommendations.get().get_absolute_url(),
    ]


def test_whoever_has_a_page_is_told_that_it_still_holds(
    client, report, django_assert_max_num_queries
):
    for address in addresses(report):
        etag = client.get(address)["ETag"]
        with django_assert_max_num_queries(1):
            again = client.get(address, headers={"If-None-Match": etag})
        assert (address, again.status_code, again.content) == (address, 304, b"")
        # Without it a cache could not tell which of its copies still holds.
        assert again["ETag"] == etag
        assert again["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 304),
        ("/recommendations/?q=train", 304),
        ("/api/v1/recommendations/", 304),
        ("/recommendations/export.csv", 304),
        ("/nowhere/", 404),
        ("/api/v1/recommendations/999999/", 404),
        ("/recommendations/?level=x", 400),
        ("/recommendations/?page=99", 404),
        ("/editing/", 302),
        ("/accounts/login/", 200),
        ("/admin/", 302),
    ],
)
def test_a_copy_of_any_state_holds_only_of_a_page_that_is_there(
    client, report, path, status
):
    answers = [client.get(path, headers={"If-None-Match": "*"}) for _ in range(2)]

    assert [one.status_code for one in answers] == [status, status]


def test_no_copy_of_a_public_page_opens_one_of_the_desk(client, report):
    etag = client.get("/")["ETag"]

    answer = client.get("/editing/", headers={"If-None-Match": etag})

    assert answer.status_code == 302


def test_a_change_of_anything_public_makes_every_copy_old(client, report):
    before = {one: client.get(one)["ETag"] for one in addresses(report)}

    report.recommendations.update(text="Ask more of employers and train")
    report_changed.send(sender=type(report), report=report)

    answers = {
        one: client.get(one, headers={"If-None-Match": etag})
        for one, etag in before.items()
    }
    assert {one.status_code for one in answers.values()} == {200}
    assert "Ask more" in answers["/recommendations/"].content.decode()


def test_a_landing_page_is_made_once(client, report, django_assert_max_num_queries):
    first = client.get("/")
    with django_assert_max_num_queries(4):
        second = client.get("/")

    assert second.content == first.content


@pytest.mark.parametrize(
    "path",
    [
        "/recommendations/?level=all",
        "/recommendations/?q=train",
        "/api/v1/recommendations/?q=train",
    ],
)
def test_a_page_that_was_asked_for_is_kept_with_its_headers(
    client, report, path, django_assert_max_num_queries
):
    first = client.get(path)
    with django_assert_max_num_queries(4):
        second = client.get(path)

    assert (second.status_code, second.content, dict(second.items())) == (
        200,
        first.content,
        dict(first.items()),
    )


def test_a_list_that_was_asked_for_shows_what_has_changed_since(client, report):
    client.get("/recommendations/?q=train")
    make_recommendation(report, text="Train the trainers")
    report_changed.send(sender=type(report), report=report)

    page = client.get("/recommendations/?q=train").content.decode()

    assert "2 recommendations" in page


def test_a_withdrawn_report_is_gone_from_what_was_kept(client, report):
    address = report.get_absolute_url()
    client.get(address)

    publishing.move(report, "withdrawn")

    assert client.get(address).status_code == 404


def test_the_time_alone_does_not_say_that_a_page_holds(client, report):
    made = client.get("/recommendations/")["Last-Modified"]

    again = client.get("/recommendations/", headers={"If-Modified-Since": made})

    assert again.status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/search/suggestions/?q=train",
        "/search/?q=made-up",
        "/recommendations/?q=made-up",
        "/recommendations/theme/?find=made-up",
        "/recommendations/?level=all&level=all",
        "/recommendations/?level=&year=",
        "/speakers/?q=made-up",
    ],
)
def test_what_is_made_up_pushes_no_page_out(client, report, address):
    assert client.get(address).status_code == 200

    assert caches["pages"]._cache == {}


def test_a_copy_of_one_page_says_nothing_of_another(client, report):
    etag = client.get("/recommendations/").headers["ETag"]
    held = {"if-none-match": etag}

    statuses = [
        client.get(address, headers=held).status_code
        for address in (
            "/recommendations/",
            "/contributions/",
            "/nowhere/",
            "/recommendations/?level=bogus",
        )
    ]

    assert statuses == [304, 200, 404, 400]


def test_an_index_that_cannot_be_written_stops_no_page(client, report, monkeypatch):
    def full():
        raise OSError("No space left on device")

    # The index is there, and from now on nothing can be added.
    client.get("/recommendations/")
    monkeypatch.setattr(indexing, "catch_up", full)

    answer = client.get(report.get_absolute_url())

    assert (answer.status_code, answer.has_header("ETag")) == (200, False)


@pytest.mark.parametrize("path", ["/nowhere/", "/recommendations/?level=x", "/admin/"])
def test_what_is_no_page_for_everyone_is_never_said_to_hold(client, report, path):
    assert client.get(path, follow=True).has_header("ETag") is False


def work_on_a_draft(published):
    draft, _ = take_in_file(File("a.txt", DRAFT), Wishes())
    split_first_paragraph(draft)
    publishing.move(draft, "in_review")
    publishing.move(draft, "draft")
    nextdraft.discard(draft)


def work_on_the_next_version(published):
    draft = nextdraft.begin(published)
    split_first_paragraph(draft)
    publishing.move(draft, "in_review")


def split_first_paragraph(report):
    first = report.paragraphs.order_by("pk").first()
    corrections.split(report, report.version, f"paragraph-{first.pk}", 6)


@pytest.mark.parametrize("work", [work_on_a_draft, work_on_the_next_version])
def test_what_editors_do_before_publication_changes_no_etag(client, db, work):
    published, _ = take_in_file(File("b.txt", REPORT), Wishes(publish=True))
    pages = ["/", "/recommendations/", "/reports/feed.atom", "/sitemap.xml"]
    pages.append(published.get_absolute_url())
    before = {page: client.get(page)["ETag"] for page in pages}

    work(published)

    assert {page: client.get(page)["ETag"] for page in pages} == before


def test_what_editors_do_to_a_withdrawn_report_changes_no_etag(client, db):
    report, _ = take_in_file(File("b.txt", REPORT), Wishes(publish=True))
    publishing.move(report, "withdrawn")
    before = client.get("/recommendations/")["ETag"]

    publishing.move(report, "draft")
    split_first_paragraph(Report.objects.get(pk=report.pk))

    assert client.get("/recommendations/")["ETag"] == before


SHOWING = [
    "/",
    "/recommendations/",
    "/recommendations/?level=national",
    "/recommendations/?q=train",
    "/contributions/",
    "/api/v1/recommendations/",
]
ASKING = [
    "/recommendations/?report={slug}",
    "/recommendations/?theme=skills",
    "/api/v1/recommendations/?report={slug}",
    "/api/v1/recommendations/?theme=skills",
]


def test_what_is_withdrawn_is_named_nowhere_while_the_index_lags_behind(client, report):
    asked = [path.format(slug=report.slug) for path in ASKING]
    before = [client.get(path) for path in SHOWING + asked]

    with indexing.writers_lock():
        publishing.move(report, "withdrawn")
        shown = [client.get(path) for path in SHOWING]
        refused = [client.get(path).status_code for path in asked]

    assert {page.status_code for page in before} == {200}
    assert [
        path
        for path, page in zip(SHOWING, shown, strict=True)
        if "Skills" in page.content.decode() or report.title in page.content.decode()
    ] == []
    assert {page["Cache-Control"] for page in shown} == {"no-store"}
    assert refused == [400] * len(asked)
