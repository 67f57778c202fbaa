"""Limits on the mails that visitors can have sent."""

import os
import re
from urllib.parse import urlsplit

import pytest
from django.test import RequestFactory

from portal.accounts.models import LoginAttempt
from portal.notifications.models import Subscriber, Subscription
from portal.site import follow
from portal.web import limits
from tests.harness.mail_server import text_of

pytestmark = pytest.mark.django_db
# `make follow-check` sends 10,000.
REQUESTS = int(os.environ.get("REQUESTS", "500"))
ANA, BEN = "ana@example.org", "ben@example.org"
REGIONAL = "/follow/?list=recommendations&level=regional"


def ask(client, address=ANA, path=REGIONAL, **more):
    return client.post(path, {"address": address, "frequency": "daily"}, **more)


def link_in(mail, part):
    """Return the path of the link of the portal that contains a part."""
    (url,) = [url for url in re.findall(r"http\S+", text_of(mail)) if part in url]
    return urlsplit(url).path


def test_an_address_and_a_network_get_a_limited_number_of_mails_a_day(client, mailboxes):
    per_address = limits.CONFIRMATIONS_PER_DAY_AND_ADDRESS
    per_network = limits.CONFIRMATIONS_PER_DAY_AND_NETWORK

    of_address = [ask(client).status_code for _ in range(per_address + 1)]
    of_network = [
        ask(client, f"a{number}@example.org").status_code for number in range(per_network)
    ]

    assert of_address == [302] * per_address + [429]
    # The refused one counts for the network.
    rest = per_network - per_address - 1
    assert of_network == [302] * rest + [429] * (per_network - rest)
    assert len(mailboxes.mails) == per_address + rest


@pytest.mark.slow
def test_any_number_of_requests_of_visitors_store_no_address_and_send_at_most_the_limit(
    mailboxes, settings, monkeypatch
):
    settings.TRUSTED_PROXIES = 1
    monkeypatch.setattr(limits, "CONFIRMATIONS_PER_DAY", 50)
    factory = RequestFactory()

    statuses = []
    for number in range(REQUESTS):
        form = {"address": f"a{number}@example.org", "frequency": "daily"}
        network = f"10.0.{number // 256}.{number % 256}"
        request = factory.post("/follow/?list=reports", form, headers={"x-forwarded-for": network})
        statuses.append(follow.follow(request).status_code)

    assert (statuses.count(302), statuses.count(429)) == (50, REQUESTS - 50)
    assert len(mailboxes.mails) == 50
    assert (Subscriber.objects.count(), Subscription.objects.count()) == (0, 0)
    # Hashes, one for each mail by address and one by network, and one for all.
    assert LoginAttempt.objects.count() == 101
