"""The language switch in the footer."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def choose_language(client, **fields):
    return client.post(reverse("site:language"), fields)


def test_choosing_a_language_sets_the_cookie_and_redirects_back_to_the_page(client):
    answer = choose_language(client, language="th", next="/themes/?q=x")
    page = client.get("/themes/")

    cookie = answer.cookies["language"]
    assert (answer.status_code, answer["Location"]) == (303, "/themes/?q=x")
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        True,
        "Lax",
        365 * 24 * 60 * 60,
    )
    assert page["Content-Language"] == "th"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org",
        "javascript:alert(1)",
        "",
        "\\\\example.org",
    ],
)
def test_choosing_a_language_never_redirects_to_another_site(client, elsewhere):
    assert choose_language(client, language="th", next=elsewhere)["Location"] == "/"


@pytest.mark.parametrize("language", ["fr", "", "../en", "th\r\nX: y"])
def test_choosing_an_unsupported_language_is_refused(client, language):
    answer = choose_language(client, language=language, next="/")

    assert (answer.status_code, answer.cookies) == (400, {})


def test_choosing_a_language_needs_no_csrf_token_and_get_is_refused():
    strict = Client(enforce_csrf_checks=True)

    assert choose_language(strict, language="th", next="/").status_code == 303
    refused = strict.get(reverse("site:language"))
    assert (refused.status_code, refused["Allow"]) == (405, "POST")


def test_the_language_switch_marks_the_current_language(client):
    page = client.get("/", headers={"accept-language": "vi"}).content.decode()

    marked = page.partition('aria-current="true">Tiếng Việt</button>')
    assert (page.count("</button>") > 5, marked[1] != "") == (True, True)
