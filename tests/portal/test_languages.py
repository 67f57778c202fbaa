"""Pages speak the reader's language; what machines read is English."""

import pytest

from tests.builders import make_recommendation, make_report, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def report():
    report = make_report(status="published")
    make_recommendation(report, text="Train more people")
    make_source(report)
    return report


def language_of(client, path="/", **headers):
    return client.get(path, headers=headers)["Content-Language"]


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "en"),
        ("th", "th"),
        ("id-ID,id;q=0.9,en;q=0.5", "id"),
        ("my-MM", "my"),
        ("fr, vi;q=0.2", "vi"),
        ("en;q=0.1, th;q=0.9", "th"),
        ("fr", "en"),
        ("zz-nonsense;;q=x, \x7f", "en"),
        ("th;q=0, vi", "vi"),
        ("x" * 5000, "en"),
    ],
)
def test_a_page_is_in_the_language_that_the_browser_asks_for(client, asked, language):
    assert language_of(client, accept_language=asked) == language


def test_what_the_reader_chose_stands_before_what_the_browser_asks(client):
    client.cookies["language"] = "vi"

    assert language_of(client, accept_language="th") == "vi"


def test_a_choice_that_is_none_is_as_good_as_no_choice(client):
    client.cookies["language"] = "<script>"

    assert language_of(client, accept_language="th") == "th"


def test_shared_caches_are_told_what_a_page_depends_on(client):
    page = client.get("/", headers={"accept-language": "th"})

    assert (page["Vary"], page["Cache-Control"]) == (
        "Accept-Encoding, Accept-Language, Cookie",
        "public, max-age=60",
    )


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/v1/recommendations/",
        "/recommendations/feed.atom",
        "/recommendations/export.csv",
        "/sitemap.xml",
        "/robots.txt",
        "/reports/workshop-1/source",
        "/admin/login/",
    ],
)
def test_machines_and_editors_read_english_whoever_asks(client, path):
    answer = client.get(path, headers={"accept-language": "th"})

    assert (answer.status_code, answer.get("Content-Language", "en")) == (200, "en")
    assert "Accept-Language" not in answer.get("Vary", "")


@pytest.mark.parametrize(
    "path", ["/", "/recommendations/", "/recommendations/?q=train"]
)
def test_a_page_kept_in_one_language_is_not_sent_in_another(client, path):
    pages = {
        language: [
            client.get(path, headers={"accept-language": language}).content.decode()
            for _ in range(2)
        ]
        for language in ("th", "en", "vi")
    }

    assert {
        language: ['<html lang="' + language in page for page in twice]
        for language, twice in pages.items()
    } == {language: [True, True] for language in pages}


def test_a_copy_in_one_language_does_not_hold_for_another(client):
    thai = client.get("/", headers={"accept-language": "th"})["ETag"]

    def status(language):
        asked = {"accept-language": language, "if-none-match": thai}
        return client.get("/", headers=asked).status_code

    assert [status("th"), status("en")] == [304, 200]


def test_an_error_is_told_in_the_reader_s_language(client):
    missing = client.get("/nowhere/", headers={"accept-language": "id"})
    refused = client.post("/themes/", headers={"accept-language": "id"})

    assert [missing["Content-Language"], refused["Content-Language"]] == ["id", "id"]
