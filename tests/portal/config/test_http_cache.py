"""The HTTP cache: ETags and cached pages."""

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from portal.content import draft_version
from portal.imports.importer import ImportOptions, Upload, import_file
from portal.search.index import writer
from reports import publishing
from reports.models import Report
from reports.signals import report_changed
from tests.builders import edits
from tests.builders.records import make_recommendation, make_report, make_theme

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
        *(reverse(f"site:{name}") for name in (*lists, *named)),
        "/recommendations/?q=train",
        report.get_absolute_url(),
        report.recommendations.get().get_absolute_url(),
    ]


def test_an_unchanged_page_answers_304_to_its_etag(client, report, django_assert_max_num_queries):
    for address in addresses(report):
        etag = client.get(address)["ETag"]
        with django_assert_max_num_queries(1):
            answer = client.get(address, headers={"If-None-Match": etag})
        assert (address, answer.status_code, answer.content) == (address, 304, b"")
        # Without the ETag a cache could not tell which of its copies is still valid.
        assert answer["ETag"] == etag
        assert answer["Cache-Control"] == "public, max-age=60"


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
def test_if_none_match_star_answers_304_only_for_cacheable_pages(client, report, path, status):
    answers = [client.get(path, headers={"If-None-Match": "*"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [status, status]


def test_the_etag_of_a_public_page_does_not_validate_an_editor_page(client, report):
    etag = client.get("/")["ETag"]

    answer = client.get("/editing/", headers={"If-None-Match": etag})

    assert answer.status_code == 302


def test_a_change_of_public_data_invalidates_every_etag(client, report):
    before = {path: client.get(path)["ETag"] for path in addresses(report)}

    report.recommendations.update(text="Ask more of employers and train")
    report_changed.send(sender=type(report), report=report)

    answers = {
        path: client.get(path, headers={"If-None-Match": etag}) for path, etag in before.items()
    }
    assert {answer.status_code for answer in answers.values()} == {200}
    assert "Ask more" in answers["/recommendations/"].content.decode()


def test_a_landing_page_is_served_from_the_cache(client, report, django_assert_max_num_queries):
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
def test_a_requested_page_is_cached_with_its_headers(
    client, report, path, django_assert_max_num_queries
):
    first = client.get(path)
    with django_assert_max_num_queries(4):
        second = client.get(path)

    # Each answer names its own request.
    assert first.headers.pop("X-Request-ID") != second.headers.pop("X-Request-ID")
    assert (second.status_code, second.content, dict(second.items())) == (
        200,
        first.content,
        dict(first.items()),
    )


def test_a_cached_list_shows_later_changes(client, report):
    client.get("/recommendations/?q=train")
    make_recommendation(report, text="Train the trainers")
    report_changed.send(sender=type(report), report=report)

    page = client.get("/recommendations/?q=train").content.decode()

    assert "2 recommendations" in page


def test_a_withdrawn_report_is_not_served_from_the_cache(client, report):
    address = report.get_absolute_url()
    client.get(address)

    publishing.transition(report, "withdrawn")

    assert client.get(address).status_code == 404


def test_if_modified_since_alone_is_never_answered_with_304(client, report):
    last_modified = client.get("/recommendations/")["Last-Modified"]

    answer = client.get("/recommendations/", headers={"If-Modified-Since": last_modified})

    assert answer.status_code == 200


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
        "/compare/?a.q=made-up&b.level=all",
    ],
)
def test_pages_with_arbitrary_query_strings_are_not_cached(client, report, address):
    assert client.get(address).status_code == 200

    assert caches["pages"]._cache == {}


def test_the_etag_of_a_page_does_not_validate_another_page(client, report):
    etag = client.get("/recommendations/").headers["ETag"]
    headers = {"if-none-match": etag}

    statuses = [
        client.get(address, headers=headers).status_code
        for address in (
            "/recommendations/",
            "/contributions/",
            "/nowhere/",
            "/recommendations/?level=bogus",
        )
    ]

    assert statuses == [304, 200, 404, 400]


def test_a_page_is_served_without_an_etag_when_the_index_cannot_be_written(
    client, report, monkeypatch
):
    def fail():
        raise OSError("No space left on device")

    # The index exists, and nothing can be added any more.
    client.get("/recommendations/")
    monkeypatch.setattr(writer, "catch_up", fail)

    answer = client.get(report.get_absolute_url())

    assert (answer.status_code, answer.has_header("ETag")) == (200, False)


@pytest.mark.parametrize("path", ["/nowhere/", "/recommendations/?level=x", "/admin/"])
def test_errors_and_administration_pages_have_no_etag(client, report, path):
    assert client.get(path, follow=True).has_header("ETag") is False


def edit_a_draft(published):
    draft, _ = import_file(Upload("a.txt", DRAFT), ImportOptions())
    split_first_paragraph(draft)
    publishing.transition(draft, "in_review")
    publishing.transition(draft, "draft")
    draft_version.discard_draft(draft)


def edit_a_draft_version(published):
    draft = draft_version.begin_draft(published)
    split_first_paragraph(draft)
    publishing.transition(draft, "in_review")


def split_first_paragraph(report):
    first = report.paragraphs.order_by("pk").first()
    edits.split(report, report.version, f"paragraph-{first.pk}", 6)


@pytest.mark.parametrize("edit", [edit_a_draft, edit_a_draft_version])
def test_edits_of_an_unpublished_draft_change_no_etag(client, db, edit):
    published, _ = import_file(Upload("b.txt", REPORT), ImportOptions(publish=True))
    pages = ["/", "/recommendations/", "/reports/feed.atom", "/sitemap.xml"]
    pages.append(published.get_absolute_url())
    before = {page: client.get(page)["ETag"] for page in pages}

    edit(published)

    assert {page: client.get(page)["ETag"] for page in pages} == before


def test_edits_of_a_withdrawn_report_change_no_etag(client, db):
    report, _ = import_file(Upload("b.txt", REPORT), ImportOptions(publish=True))
    publishing.transition(report, "withdrawn")
    before = client.get("/recommendations/")["ETag"]

    publishing.transition(report, "draft")
    split_first_paragraph(Report.objects.get(pk=report.pk))

    assert client.get("/recommendations/")["ETag"] == before


LISTS = [
    "/",
    "/recommendations/",
    "/recommendations/?level=national",
    "/recommendations/?q=train",
    "/contributions/",
    "/api/v1/recommendations/",
]
FILTERED = [
    "/recommendations/?report={slug}",
    "/recommendations/?theme=skills",
    "/api/v1/recommendations/?report={slug}",
    "/api/v1/recommendations/?theme=skills",
]


def test_a_withdrawn_report_is_named_on_no_page_while_the_index_lags_behind(client, report):
    filtered = [path.format(slug=report.slug) for path in FILTERED]
    before = [client.get(path) for path in LISTS + filtered]

    with writer.writers_lock():
        publishing.transition(report, "withdrawn")
        pages = [client.get(path) for path in LISTS]
        statuses = [client.get(path).status_code for path in filtered]

    assert {page.status_code for page in before} == {200}
    assert [
        path
        for path, page in zip(LISTS, pages, strict=True)
        if "Skills" in page.content.decode() or report.title in page.content.decode()
    ] == []
    assert {page["Cache-Control"] for page in pages} == {"no-store"}
    assert statuses == [400] * len(filtered)


def test_answers_that_state_the_day_of_access_have_it_in_their_etag_and_no_other_page_has(
    client, report
):
    page = report.recommendations.get().get_absolute_url()
    dated = ["cite/", "cite.bib", "cite.jsonld"]
    day = str(timezone.localdate())

    etags = [client.get(path)["ETag"] for path in (page, *(page + name for name in dated))]
    etags.append(client.get("/recommendations/export.ris")["ETag"])

    assert [day in etag for etag in etags] == [False, True, True, True, True]
