"""Mails: sender, reason, headers and language."""

import re
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from portal.notifications.digests import send_digests
from portal.notifications.models import Subscriber
from tests.builders.records import make_recommendation, make_report
from tests.builders.subscriptions import let_days_pass
from tests.harness.mail_server import SENDER, text_of

pytestmark = pytest.mark.django_db
ANA, BEN = "ana@example.org", "ben@example.org"
REGIONAL = "/follow/?list=recommendations&level=regional"


def ask(client, address=ANA, path=REGIONAL, **more):
    return client.post(path, {"address": address, "frequency": "daily"}, **more)


def link_in(mail, part):
    """Return the path of the link of the portal that contains a part."""
    (url,) = [url for url in re.findall(r"http\S+", text_of(mail)) if part in url]
    return urlsplit(url).path


def test_the_mails_say_who_sends_them_and_why(client, mailboxes):
    ask(client)
    client.post(link_in(mailboxes.mails[0], "confirm"))
    make_recommendation(make_report(status="published"), level="regional")
    let_days_pass()
    send_digests()
    subscriber = Subscriber.objects.get()

    assert [mail["From"] for mail in mailboxes.mails] == [SENDER] * 2
    assert [mail["Auto-Submitted"] for mail in mailboxes.mails] == ["auto-generated"] * 2
    host = "127.0.0.1"
    today = f"{timezone.now():%Y%m%d}"
    assert mailboxes.mails[1]["Message-ID"] == f"<{today}.{subscriber.key.hex}@{host}>"
    reason = f"You get this email because you confirmed the address {ANA} on"
    assert [reason in text_of(mailboxes.mails[1], kind) for kind in ("plain", "html")] == [True] * 2


def test_mails_are_in_the_language_in_which_they_were_asked_for(client, mailboxes):
    client.cookies["language"] = "vi"
    ask(client)
    del client.cookies["language"]
    client.post(link_in(mailboxes.mails[0], "confirm"))
    make_recommendation(make_report(status="published"), level="regional")
    let_days_pass()
    send_digests()

    assert ["Khuyến nghị" in text_of(mail) for mail in mailboxes.mails] == [True, True]
    assert ["Recommendations" in text_of(mail) for mail in mailboxes.mails] == [False, False]
