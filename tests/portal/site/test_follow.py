"""Following a list: its feed, confirmation and unsubscription by mail, previews, and limits."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from portal.notifications import tokens
from portal.notifications.models import Subscriber
from tests.builders.gate_workshop import UNPUBLISHED, WORD, make_workshop
from tests.builders.records import make_recommendation, make_report
from tests.builders.subscriptions import make_subscription
from tests.harness.mail_server import REFUSED, text_of

pytestmark = pytest.mark.django_db
ANA, BEN = "ana@example.org", "ben@example.org"
REGIONAL = "/follow/?list=recommendations&level=regional"


def ask(client, address=ANA, path=REGIONAL, **more):
    return client.post(path, {"address": address, "frequency": "daily"}, **more)


def link_in(mail, part):
    """Return the path of the link of the portal that contains a part."""
    (url,) = [url for url in re.findall(r"http\S+", text_of(mail)) if part in url]
    return urlsplit(url).path


def test_the_answer_does_not_tell_whether_an_address_is_known(client, mailboxes):
    make_subscription(ANA, query="level=regional")

    known, unknown = ask(client, ANA), ask(client, BEN)

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [mail["To"] for mail in mailboxes.mails] == [ANA, BEN]


@pytest.mark.parametrize("status", UNPUBLISHED)
def test_the_preview_shows_what_was_added_and_nothing_unpublished(client, status):
    make_workshop("published", "Manila")
    make_workshop(status, WORD)

    pages = {
        name: client.get(f"/follow/?list={name}").content.decode()
        for name in ("recommendations", "statements", "contributions", "reports")
    }

    assert ["Manila workshop" in page for page in pages.values()] == [True] * 4
    assert [WORD in page for page in pages.values()] == [False] * 4


def test_the_preview_ends_four_weeks_ago(client):
    five_weeks_ago = timezone.now() - timedelta(weeks=5)
    make_recommendation(make_report(status="published", published_at=five_weeks_ago))
    make_recommendation(make_report(status="published", title="Fees"), text="Pay less.")

    additions = client.get("/follow/?list=recommendations").context["additions"]

    assert [report.title for report, _ in additions.by_report] == ["Fees"]


def test_the_list_is_named_with_its_filters_and_what_they_exclude_last(client):
    make_recommendation(make_report(status="published", series="ARF"), text="Train more.")
    query = "list=recommendations&q=train&not_level=regional&series=ARF"

    followed = client.get(f"/follow/?{query}").context["followed"]

    assert followed.title == "Recommendations: “train”, ARF, not Regional"
    assert followed.query == "not_level=regional&q=train&series=ARF"


def test_the_page_is_another_once_mail_is_configured(client, settings):
    make_report(status="published")
    without_mail = client.get("/follow/")
    settings.SENDS_MAIL = True

    with_mail = client.get("/follow/", headers={"if-none-match": without_mail["ETag"]})

    assert with_mail.status_code == 200
    assert with_mail.content != without_mail.content


def test_the_page_gives_the_address_of_the_feed_under_the_same_filters(client):
    page = client.get("/follow/?list=recommendations&level=regional&sort=oldest").content.decode()

    assert page.count('href="/recommendations/feed.atom?level=regional"') == 2


@pytest.mark.parametrize("query", ["list=nothing", "list=reports&level=regional", "level=x"])
def test_an_unknown_list_or_filter_is_refused(client, query):
    assert client.get(f"/follow/?{query}").status_code == 400


@pytest.mark.parametrize("address", ["", "ana", "ana@", "ana@example.org\nBcc: ben@example.org"])
def test_an_address_that_is_none_is_refused_beside_its_field(client, mailboxes, address):
    answer = ask(client, address)

    assert answer.status_code == 400
    assert 'aria-invalid="true"' in answer.content.decode()
    assert mailboxes.mails == []


def test_a_form_on_another_site_is_refused(client, mailboxes):
    answers = [
        ask(client, headers={"origin": origin}).status_code
        for origin in ("https://example.com", "null", "http://testserver")
    ]

    assert answers == [400, 400, 302]
    assert len(mailboxes.mails) == 1


def test_a_mail_that_cannot_be_sent_is_reported(client, mailboxes):
    mailboxes.answers[ANA] = REFUSED

    assert ask(client).status_code == 503


def test_without_mail_there_is_no_form_and_unsubscribing_still_works(client, settings):
    subscription = make_subscription(ANA)
    wanted = tokens.Request(ANA, "reports", "", "daily", "en")

    assert not settings.SENDS_MAIL
    assert '<form class="follow"' not in client.get(REGIONAL).content.decode()
    forms = [REGIONAL, f"/follow/confirm/{tokens.sign_request(wanted)}/"]
    assert [client.post(path).status_code for path in forms] == [404, 404]
    assert client.get("/follow/sent/").status_code == 404
    assert (
        client.post(f"/follow/stop/list/{tokens.sign_subscription(subscription.key)}/").status_code
        == 200
    )
    assert Subscriber.objects.count() == 0
