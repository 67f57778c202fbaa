"""The desk shows administrators how many readers follow lists, and which addresses were stopped."""

from django.urls import reverse

from portal.notifications.digests import send_digests
from tests.builders.records import make_account, make_recommendation, make_report
from tests.builders.subscriptions import let_days_pass, make_subscription
from tests.harness.mail_server import REFUSED


def test_a_stopped_address_is_shown_masked(client, db, mailboxes):
    make_subscription("ana@example.org")
    make_subscription("ben@example.org", "reports", frequency="weekly")
    make_recommendation(make_report(status="published"))
    mailboxes.answers["ana@example.org"] = REFUSED
    for _ in range(3):
        let_days_pass()
        send_digests()
    client.force_login(make_account("ada", "administrator"))

    page = client.get(reverse("editor:alerts"))

    assert page.context["counts"] == {"subscribers": 2, "stopped": 1}
    assert [(row["list_name"], row["frequency"]) for row in page.context["lists"]] == [
        ("recommendations", "daily"),
        ("reports", "weekly"),
    ]
    text = page.content.decode()
    assert ("a…@example.org" in text, "ana@" in text, "ben@" in text) == (True, False, False)
