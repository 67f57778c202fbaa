"""Digests: what is new since the last mail, at most one mail a day, never twice, never a draft."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.notifications import digests
from portal.notifications.digests import IndexBehindError, send_digests
from portal.notifications.models import Subscriber, Subscription
from portal.operations.jobs import Job, run_if_due
from portal.search.index import writer
from recommendations.models import Recommendation
from reports.models import Report
from tests.builders.gate_workshop import UNPUBLISHED, WORD, make_workshop
from tests.builders.records import (
    make_contribution,
    make_paragraph,
    make_person,
    make_recommendation,
    make_report,
)
from tests.builders.subscriptions import let_days_pass, make_subscription
from tests.harness.mail_server import LATER, REFUSED, text_of

pytestmark = pytest.mark.django_db
ANA, BEN = "ana@example.org", "ben@example.org"


def publish_report(**fields):
    """Return a report that was published an hour ago, with one recommendation."""
    an_hour_ago = timezone.now() - timedelta(hours=1)
    report = make_report(status="published", **{"published_at": an_hour_ago} | fields)
    make_recommendation(report, text=f"Do what {report.title} says.")
    return report


def links_in(mail):
    """Return the last parts of the addresses of all reports and records that a mail lists."""
    return [
        line.strip().rstrip("/").rpartition("/")[2]
        for line in text_of(mail).splitlines()
        if line.strip().startswith("http") and ("/reports/" in line or "/recommendations/" in line)
    ]


def test_a_digest_lists_by_report_what_was_added_since_the_last_mail(mailboxes):
    make_subscription(ANA)
    first, second = publish_report(title="Skills"), publish_report(title="Fees")
    make_recommendation(first, text="Train more.")

    send_digests()

    (mail,) = mailboxes.mails
    assert (mail["To"], mail["Subject"]) == (ANA, "Workshop outcomes: news from 2 reports")
    headings = [line for line in text_of(mail).splitlines() if line.startswith("==")]
    assert sorted(headings) == ["== Fees ==", "== Skills =="]
    assert sorted(links_in(mail)) == sorted(
        [
            first.slug,
            second.slug,
            *(one.reference for one in Recommendation.objects.all()),
        ]
    )
    assert "Train more." in text_of(mail, "html")


def test_nothing_is_mailed_without_news(mailboxes):
    make_subscription(ANA)
    publish_report(published_at=timezone.now() - timedelta(days=60))

    send_digests()

    assert mailboxes.mails == []
    assert Subscriber.objects.get().mailed_on < timezone.now().date()


def test_a_mail_has_all_due_lists_of_an_address_and_there_is_one_a_day(mailboxes):
    make_subscription(ANA)
    make_subscription(ANA, list_name="reports")
    make_subscription(BEN, list_name="reports")
    publish_report(title="Skills")

    send_digests()
    publish_report(title="Fees", published_at=timezone.now())
    send_digests()

    assert [mail["To"] for mail in mailboxes.mails] == [ANA, BEN]
    assert "Recommendations" in text_of(mailboxes.mails[0])
    assert "Reports" in text_of(mailboxes.mails[0])

    let_days_pass()
    send_digests()

    assert [mail["To"] for mail in mailboxes.mails[2:]] == [ANA, BEN]
    assert ["== Skills ==" in text_of(mail) for mail in mailboxes.mails] == [
        True,
        True,
        False,
        False,
    ]


def test_a_weekly_digest_comes_after_seven_days(mailboxes):
    yesterday = timezone.now() - timedelta(days=1)
    make_subscription(ANA, frequency="weekly", mailed_until=yesterday)
    publish_report()

    send_digests()
    assert mailboxes.mails == []

    let_days_pass(6)
    send_digests()
    assert [mail["To"] for mail in mailboxes.mails] == [ANA]


def test_only_what_passes_the_filters_is_mailed(mailboxes):
    report = publish_report()
    make_recommendation(report, text="Open an office.", level="regional")
    for name, text in (("Ana", "I agree."), ("Ben", "I object.")):
        paragraph = make_paragraph(report=report, text=text, voice="named")
        make_contribution(paragraph, person=make_person(name))
    make_subscription(ANA, query="level=regional")
    make_subscription(BEN, "contributions", query="speaker=ana")

    send_digests()

    of_ana, of_ben = map(text_of, mailboxes.mails)
    assert ("Open an office." in of_ana, "Do what" in of_ana) == (True, False)
    assert ("I agree." in of_ben, "I object." in of_ben) == (True, False)


def test_a_long_digest_ends_with_the_number_of_all_and_a_link_to_them(mailboxes, settings):
    report = publish_report()
    Recommendation.objects.bulk_create(
        Recommendation(report=report, position=place, reference=f"R{place}", text="Do")
        for place in range(2, 100)
    )
    make_subscription(ANA)

    send_digests()

    more = f"See all 99 records: {settings.BASE_URL}/recommendations/?sort=added"
    assert more in text_of(mailboxes.mails[0])


@pytest.mark.parametrize("status", UNPUBLISHED)
def test_nothing_of_an_unpublished_report_is_mailed(mailboxes, status):
    for name in ("recommendations", "statements", "contributions", "reports"):
        make_subscription(f"{name}@example.org", name)
    make_workshop(status, WORD)
    send_digests()
    assert mailboxes.mails == []

    make_workshop("published", "Manila")
    let_days_pass()
    send_digests()

    assert len(mailboxes.mails) == 4
    assert [WORD in mail.as_string() for mail in mailboxes.mails] == [False] * 4


def test_a_report_withdrawn_after_the_index_was_written_is_not_mailed(mailboxes):
    report = publish_report()
    make_subscription(ANA)
    writer.catch_up()
    Report.objects.filter(pk=report.pk).update(status="withdrawn")

    send_digests()

    assert mailboxes.mails == []


def test_a_recipient_refused_three_times_is_stopped(mailboxes):
    make_subscription(ANA)
    publish_report()
    mailboxes.answers[ANA] = REFUSED

    stopped = []
    for _ in range(4):
        send_digests()
        # Not again on the same day.
        send_digests()
        stopped.append(Subscriber.objects.get().stopped_at is not None)
        let_days_pass()

    assert stopped == [False, False, True, True]
    assert mailboxes.refusals == 3


def test_what_was_refused_comes_with_the_next_mail_that_is_accepted(mailboxes):
    make_subscription(ANA)
    publish_report(title="Skills")
    mailboxes.answers[ANA] = REFUSED
    send_digests()
    del mailboxes.answers[ANA]

    let_days_pass()
    send_digests()

    assert ["== Skills ==" in text_of(mail) for mail in mailboxes.mails] == [True]
    assert Subscriber.objects.get().refusals == 0


def test_an_address_to_be_tried_later_is_not_counted_as_refused(mailboxes, caplog):
    make_subscription(ANA)
    publish_report()
    mailboxes.answers[ANA] = LATER

    send_digests()

    assert Subscriber.objects.get().refusals == 0
    assert "A digest was not accepted: SMTPRecipientsRefused" in caplog.text
    own = [record.getMessage() for record in caplog.records if record.name.startswith("portal")]
    assert ANA not in "".join(own)


def test_a_server_that_does_not_answer_fails_the_job_and_loses_nothing(mailboxes, settings):
    make_subscription(ANA)
    publish_report()
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with pytest.raises(ConnectionRefusedError):
        send_digests()

    settings.EMAIL_PORT = port
    send_digests()

    assert [mail["To"] for mail in mailboxes.mails] == [ANA]


def test_a_filter_that_is_not_valid_any_more_sends_nothing_and_stops_nobody_else(mailboxes):
    make_subscription(ANA, query="report=of-the-past")
    make_subscription(BEN)
    publish_report()

    send_digests()

    assert [mail["To"] for mail in mailboxes.mails] == [BEN]


def test_an_index_that_lacks_changes_fails_the_job_and_loses_nothing(mailboxes, monkeypatch):
    make_subscription(ANA)
    publish_report()
    monkeypatch.setattr(digests, "INDEX_SECONDS", 0)
    with writer.writers_lock(), pytest.raises(IndexBehindError):
        send_digests()
    monkeypatch.undo()

    send_digests()

    assert [mail["To"] for mail in mailboxes.mails] == [ANA]


def test_addresses_stopped_long_ago_are_erased(mailboxes):
    make_subscription(ANA)
    Subscriber.objects.update(stopped_at=timezone.now())
    let_days_pass(89)
    send_digests()
    assert Subscriber.objects.count() == 1

    let_days_pass(2)
    send_digests()

    assert (Subscriber.objects.count(), Subscription.objects.count()) == (0, 0)


def test_without_mail_the_job_does_nothing(settings):
    assert not settings.SENDS_MAIL
    make_subscription(ANA)
    publish_report()

    assert run_if_due(Job("digests", send_digests, timedelta(minutes=30)))
    assert Subscriber.objects.get().mailed_on < timezone.now().date()
