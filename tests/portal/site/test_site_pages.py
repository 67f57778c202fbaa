"""Readers see the pages that administrators have written, and where to report faults."""

from datetime import UTC, datetime

import pytest

from portal.site_pages.saving import save_page
from tests.builders.records import make_account, make_report
from tests.harness.page_caches import forget_pages

SECURITY_TXT = "/.well-known/security.txt"


@pytest.fixture
def ada(db):
    return make_account("ada", "administrator")


def read(client, path, language="en"):
    return client.get(path, headers={"accept-language": language})


@pytest.mark.parametrize("page", ["about", "terms", "imprint", "privacy", "security"])
def test_a_page_is_public_while_it_has_a_text(client, ada, page):
    before = read(client, f"/{page}/").status_code
    save_page(page, "en", "## Who we are\n\nThe *secretariat*.", seen=0, by=ada)
    shown = read(client, f"/{page}/")
    save_page(page, "en", " ", seen=1, by=ada)

    assert (before, shown.status_code, read(client, f"/{page}/").status_code) == (404, 200, 404)
    assert "<h2>Who we are</h2>" in shown.content.decode()
    assert "<em>secretariat</em>" in shown.content.decode()


def test_the_footer_of_every_page_links_to_it_at_once_although_pages_are_cached(client, ada):
    make_report(status="published")
    before = [read(client, path).content.decode() for path in ("/", "/reports/")]
    etag = read(client, "/")["ETag"]

    save_page("imprint", "en", "Secretariat, Jakarta", seen=0, by=ada)

    after = [read(client, path).content.decode() for path in ("/", "/reports/")]
    assert ['href="/imprint/"' in page for page in (*before, *after)] == [False] * 2 + [True] * 2
    assert client.get("/", headers={"if-none-match": etag}).status_code == 200


def test_a_reader_sees_their_language_or_else_english(client, ada):
    save_page("terms", "en", "English terms", seen=0, by=ada)
    save_page("terms", "vi", "Điều khoản", seen=0, by=ada)

    assert "Điều khoản" in read(client, "/terms/", "vi").content.decode()
    thai = read(client, "/terms/", "th").content.decode()
    assert "English terms" in thai
    assert '<div class="card" lang="en">' in thai


def test_a_page_in_one_other_language_is_shown_in_it(client, ada):
    save_page("privacy", "id", "Pemberitahuan", seen=0, by=ada)

    assert "Pemberitahuan" in read(client, "/privacy/").content.decode()


def test_security_txt_says_whom_to_write_to_and_expires_within_a_year(client, ada, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://portal.example.org", ["*"]
    save_page("security", "en", "Write to us.", seen=0, by=ada)

    answer = client.get(SECURITY_TXT)

    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    expires = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert answer["Content-Type"].startswith("text/plain")
    assert 100 < (expires - datetime.now(UTC)).days < 365
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Canonical"] == f"https://portal.example.org{SECURITY_TXT}"
    assert fields["Policy"] == "https://portal.example.org/security/"


def test_without_a_contact_there_is_no_security_txt(client, db, settings):
    settings.SECURITY_CONTACT = ""

    assert client.get(SECURITY_TXT).status_code == 404


def test_a_page_that_fails_still_has_a_footer(client, ada):
    save_page("about", "en", "Text", seen=0, by=ada)
    forget_pages()

    page = read(client, "/no-such-page/")

    assert page.status_code == 404
    assert 'href="/about/"' in page.content.decode()
