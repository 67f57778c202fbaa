"""The locale middleware: pages are in the reader's language, machine-readable output is English."""

import re

import pytest

from portal.content import workflow
from tests.builders.records import (
    make_contribution,
    make_organization,
    make_paragraph,
    make_participation,
    make_person,
    make_recommendation,
    make_report,
    make_source,
)

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
    ("accept_language", "language"),
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
def test_a_page_is_in_the_language_of_the_accept_language_header(client, accept_language, language):
    assert language_of(client, accept_language=accept_language) == language


def test_the_language_cookie_overrides_the_accept_language_header(client):
    client.cookies["language"] = "vi"

    assert language_of(client, accept_language="th") == "vi"


def test_an_invalid_language_cookie_is_ignored(client):
    client.cookies["language"] = "<script>"

    assert language_of(client, accept_language="th") == "th"


def test_the_vary_header_names_language_and_cookie(client):
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
        "/accounts/login/",
    ],
)
def test_machine_readable_and_editor_pages_are_always_english(client, path):
    answer = client.get(path, headers={"accept-language": "th"})

    assert (answer.status_code, answer.get("Content-Language", "en")) == (200, "en")
    assert "Accept-Language" not in answer.get("Vary", "")


@pytest.mark.parametrize("path", ["/", "/recommendations/", "/recommendations/?q=train"])
def test_a_page_cached_in_a_language_is_not_sent_in_another(client, path):
    pages = {
        language: [
            client.get(path, headers={"accept-language": language}).content.decode()
            for _ in range(2)
        ]
        for language in ("th", "en", "vi")
    }

    assert {
        language: ['<html lang="' + language in page for page in bodies]
        for language, bodies in pages.items()
    } == {language: [True, True] for language in pages}


def test_the_etag_of_a_page_differs_between_languages(client):
    thai = client.get("/", headers={"accept-language": "th"})["ETag"]

    def status(language):
        headers = {"accept-language": language, "if-none-match": thai}
        return client.get("/", headers=headers).status_code

    assert [status("th"), status("en")] == [304, 200]


def test_error_pages_are_in_the_reader_s_language(client):
    missing = client.get("/nowhere/", headers={"accept-language": "id"})
    refused = client.post("/themes/", headers={"accept-language": "id"})

    assert [missing["Content-Language"], refused["Content-Language"]] == ["id", "id"]


def test_an_unsupported_language_is_refused_with_a_message(client):
    answer = client.post("/language/", {"language": "xx"})

    assert answer.status_code == 400
    assert answer.context["title"] == "This language is not available"


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("year=15", "နှစ်: “15” ကို ဤနေရာတွင် မသိပါ။"),
        ("theme=nothing", "ခေါင်းစဉ်: “nothing” ကို ဤနေရာတွင် မသိပါ။"),
        ("voice=nobody", "စကားရှင်: “nobody” ကို ဤနေရာတွင် မသိပါ။"),
        ("sort=odd", "အစီအစဉ်: “odd” ကို ဤနေရာတွင် မသိပါ။"),
    ],
)
def test_filter_errors_are_shown_in_the_reader_s_language(client, query, reason):
    page = client.get(f"/recommendations/?{query}", headers={"accept-language": "my"})

    faults = re.search(r'role="alert">.*?<ul>(.*?)</ul>', page.content.decode(), re.S)
    assert page.status_code == 400
    assert re.findall(r"<li>(.*?)</li>", faults[1]) == [reason]


def test_titles_positions_and_names_have_their_own_lang_attributes(client):
    report = make_report(status="draft", title="Lokakarya migrasi", language="id")
    iom = make_organization("International Organization for Migration")
    speaker = make_participation(
        report,
        make_person("Ana Cruz"),
        position="Direktur",
        organizations=[iom],
    )
    make_contribution(make_paragraph(report=report, voice="named"), speaker)
    workflow.publish(report)

    page = client.get("/contributions/", headers={"accept-language": "th"})
    facets = {facet.name: facet.choices for facet in page.context["filter"].facets}

    languages = {
        name: {choice.label.language for choice in choices}
        for name, choices in facets.items()
        if name not in {"session_kind", "theme_status", "kind"}
    }
    assert languages == {
        "speaker": {""},
        "organization": {"en"},
        "country": set(),
        "group": set(),
        "theme": set(),
        "session": {"id"},
        "instrument": set(),
        "report": {"id"},
        "series": {""},
        "year": {""},
    }
    assert {
        text: page.content.decode().count(text)
        for text in (
            '<span lang="id">Direktur</span>',
            '<a href="/organizations/international-organization-for-migration/" lang="en">',
        )
    } == {
        '<span lang="id">Direktur</span>': 1,
        '<a href="/organizations/international-organization-for-migration/" lang="en">': 1,
    }
