"""The switch in the footer."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def choose(client, **sent):
    return client.post(reverse("language"), sent)


def test_a_reader_comes_back_to_the_page_in_the_language_chosen(client):
    answer = choose(client, language="th", next="/themes/?q=x")
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
def test_a_choice_leads_to_no_other_site(client, elsewhere):
    assert choose(client, language="th", next=elsewhere)["Location"] == "/"


@pytest.mark.parametrize("language", ["fr", "", "../en", "th\r\nX: y"])
def test_a_language_that_is_not_offered_is_refused(client, language):
    answer = choose(client, language=language, next="/")

    assert (answer.status_code, answer.cookies) == (400, {})


def test_no_token_is_needed_and_nothing_is_to_be_read_there():
    strict = Client(enforce_csrf_checks=True)

    assert choose(strict, language="th", next="/").status_code == 303
    refused = strict.get(reverse("language"))
    assert (refused.status_code, refused["Allow"]) == (405, "POST")


def test_the_language_in_force_is_marked(client):
    page = client.get("/", headers={"accept-language": "vi"}).content.decode()

    marked = page.partition('aria-current="true">Tiếng Việt</button>')
    assert (page.count("</button>") > 5, marked[1] != "") == (True, True)
