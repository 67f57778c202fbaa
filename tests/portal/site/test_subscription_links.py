"""Links in mails: confirmation and unsubscription."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.utils import timezone

from portal.notifications import tokens
from portal.notifications.digests import send_digests
from portal.notifications.models import Subscriber, Subscription
from tests.builders.records import make_recommendation, make_report
from tests.builders.subscriptions import let_days_pass, make_subscription
from tests.harness.mail_server import text_of

pytestmark = pytest.mark.django_db
ANA, BEN = "ana@example.org", "ben@example.org"
REGIONAL = "/follow/?list=recommendations&level=regional"


def ask(client, address=ANA, path=REGIONAL, **more):
    return client.post(path, {"address": address, "frequency": "daily"}, **more)


def link_in(mail, part):
    """Return the path of the link of the portal that contains a part."""
    (url,) = [url for url in re.findall(r"http\S+", text_of(mail)) if part in url]
    return urlsplit(url).path


def test_a_confirmed_list_is_mailed_until_it_is_unsubscribed(client, mailboxes):
    answer = ask(client)
    assert (answer.status_code, answer["Location"]) == (302, "/follow/sent/")
    assert client.get("/follow/sent/").status_code == 200
    confirmation = link_in(mailboxes.mails[0], "confirm")
    assert Subscriber.objects.count() == 0

    assert client.get(confirmation).status_code == 200
    assert Subscriber.objects.count() == 0
    assert client.post(confirmation).status_code == 200
    # A second press of the button changes nothing.
    assert client.post(confirmation).status_code == 200
    (subscription,) = Subscription.objects.all()
    assert (subscription.subscriber.address, subscription.query) == (ANA, "level=regional")

    make_recommendation(make_report(status="published"), level="regional", text="Train more.")
    let_days_pass()
    send_digests()
    digest = mailboxes.mails[1]
    assert "Train more." in text_of(digest)

    stop = link_in(digest, "/stop/list/")
    assert client.get(stop).status_code == 200
    assert Subscription.objects.count() == 1
    assert [client.post(stop).status_code for _ in range(2)] == [200, 200]
    assert (Subscriber.objects.count(), Subscription.objects.count()) == (0, 0)


def test_a_mail_program_unsubscribes_by_one_post_without_cookies_and_tokens(client, mailboxes):
    make_subscription(ANA)
    make_subscription(ANA, "reports")
    make_subscription(BEN)
    make_recommendation(make_report(status="published"))
    let_days_pass()
    send_digests()
    mail, content = mailboxes.mails[0], mailboxes.contents[0]
    url = mail["List-Unsubscribe"].strip(" <>")

    answer = client.__class__(enforce_csrf_checks=True).post(
        urlsplit(url).path,
        mail["List-Unsubscribe-Post"],
        content_type="application/x-www-form-urlencoded",
    )

    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert mail["To"] == ANA
    # Neither encoded nor folded, which not every mail program understands.
    assert f"<{url}>".encode() in content
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert list(Subscriber.objects.values_list("address", flat=True)) == [BEN]


def test_one_of_several_lists_can_be_stopped(client):
    one, other = make_subscription(ANA), make_subscription(ANA, "reports")

    client.post(f"/follow/stop/list/{tokens.sign_subscription(one.key)}/")

    assert list(Subscription.objects.all()) == [other]
    assert Subscriber.objects.count() == 1


def test_confirming_again_resumes_the_mails_to_a_stopped_address(client, mailboxes):
    make_subscription(ANA)
    Subscriber.objects.update(stopped_at=timezone.now(), refusals=3)
    ask(client, "Ana@Example.org", "/follow/?list=recommendations")

    client.post(link_in(mailboxes.mails[0], "confirm"))

    (subscriber,) = Subscriber.objects.all()
    assert (subscriber.address, subscriber.stopped_at, subscriber.refusals) == (ANA, None, 0)
    assert subscriber.subscriptions.count() == 1


def test_an_address_follows_a_limited_number_of_lists(client, mailboxes):
    for number in range(20):
        make_subscription(ANA, query=f"year={2000 + number}")
    ask(client)

    assert client.post(link_in(mailboxes.mails[0], "confirm")).status_code == 409
    assert Subscription.objects.count() == 20


@pytest.mark.parametrize("kind", ["confirm", "stop", "stop/list"])
def test_a_link_that_was_not_signed_for_its_purpose_is_not_found(client, mailboxes, kind):
    subscription = make_subscription(ANA)
    wanted = tokens.Request(ANA, "reports", "", "daily", "en")
    signed = {
        "confirm": tokens.sign_request(wanted),
        "stop": tokens.sign_subscriber(subscription.subscriber.key),
        "stop/list": tokens.sign_subscription(subscription.key),
    }
    own = signed.pop(kind)
    tampered = [own[:-1] + ("A" if own[-1] != "A" else "B"), f"x{own}", "x", *signed.values()]

    answers = [client.post(f"/follow/{kind}/{token}/").status_code for token in tampered]

    assert answers == [404] * 5
    assert Subscription.objects.count() == 1


def test_a_confirmation_link_expires_after_two_days(client, mailboxes, monkeypatch):
    wanted = tokens.Request(ANA, "reports", "", "daily", "en")
    path = f"/follow/confirm/{tokens.sign_request(wanted)}/"
    now = signing.time.time()

    monkeypatch.setattr(
        signing.time, "time", lambda: now + timedelta(days=2, hours=1).total_seconds()
    )

    assert [client.get(path).status_code, client.post(path).status_code] == [410, 410]
    assert Subscriber.objects.count() == 0
