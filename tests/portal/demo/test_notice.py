"""Every page and every email of a demonstration says that its reports are invented."""

import pytest
from django.conf import settings

from tests.builders.records import make_account
from tests.harness.mail_server import text_of

SENTENCE = "the reports of the Tamarind Forum on Migrant Labour (TFML) are invented"
# Templates of whole pages that are the frame of others, or have none.
FRAMES = {"base.html", "notifications/base.html"}
# The last resort, which shows no record; what WeasyPrint prints, which says so in its summary.
NO_PAGES_OF_THE_SITE = {"500.html", "exports/briefing.html"}


@pytest.fixture
def _demo(settings):
    settings.DEMO = True


def test_every_page_has_a_frame_that_shows_the_notice():
    folder = settings.BASE_DIR / "templates"
    texts = {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*.html")}

    with_a_frame_of_their_own = {name for name, text in texts.items() if "<html" in text}
    assert with_a_frame_of_their_own - NO_PAGES_OF_THE_SITE == FRAMES
    assert [texts[name].count("{% demo_notice %}") for name in sorted(FRAMES)] == [1, 1]
    above = [texts[name].partition("{% demo_notice %}")[0] for name in sorted(FRAMES)]
    # In no block, which another template could replace.
    assert [text.count("{% block") - text.count("{% endblock") for text in above] == [0, 0]


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("path", ["/", "/recommendations/", "/accounts/login/", "/nowhere/"])
def test_a_page_of_a_demonstration_says_so_and_is_kept_from_search_engines(client, path):
    page = client.get(path)

    assert page.content.decode().count(SENTENCE) == 1
    assert page["X-Robots-Tag"] == "noindex"


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("path", ["/editing/", "/admin/reports/theme/"])
def test_the_desk_of_a_demonstration_says_so(client, path):
    client.force_login(make_account(role="administrator", is_staff=True))

    assert client.get(path).content.decode().count(SENTENCE) == 1


@pytest.mark.django_db
def test_an_ordinary_portal_has_no_notice(client):
    page = client.get("/")

    assert SENTENCE not in page.content.decode()
    assert "X-Robots-Tag" not in page


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo")
def test_both_parts_of_an_email_say_so(client, mailboxes):
    path = "/follow/?list=recommendations&level=regional"
    client.post(path, {"address": "ana@example.org", "frequency": "daily"})

    (mail,) = mailboxes.mails
    assert [SENTENCE in text_of(mail, kind) for kind in ("plain", "html")] == [True, True]
