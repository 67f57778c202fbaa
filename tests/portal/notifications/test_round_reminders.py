"""Editors are reminded by mail of rounds that end and of overdue answers, once in each stage."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.notifications.models import MutedAccount, Notice, RoundReminder, today
from portal.notifications.notices import send_notices
from portal.notifications.round_reminders import store_reminders
from tests.builders.follow_up import make_record, make_round, make_submission, take_to
from tests.builders.records import make_account, make_organization
from tests.harness.mail_server import text_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def staff(db):
    """Accounts of every role with an address; one editor without, one who wants no mail."""
    for role in ("viewer", "editor", "reviewer"):
        make_account(role, role, email=f"{role}@example.org")
    make_account("silent", "editor")
    muted = make_account("muted", "editor", email="muted@example.org")
    MutedAccount.objects.create(account=muted)


def round_ending(days, **fields):
    """Return a round whose last day is that many days from today; one body has answered nothing."""
    follow_up_round = make_round(
        starts_on=today() - 90 * DAY, ends_on=today() + days * DAY, **fields
    )
    make_submission(follow_up_round, make_organization("Thailand"))
    return follow_up_round


def told(mailboxes):
    """Store and send what is due; return (recipient, subject) of what arrived."""
    before = len(mailboxes.mails)
    store_reminders()
    send_notices()
    return sorted((mail["To"], mail["Subject"]) for mail in mailboxes.mails[before:])


def test_editors_and_reviewers_are_told_once_that_a_round_ends(staff, mailboxes):
    round_ending(10, name="Review 2017")

    first, second = told(mailboxes), told(mailboxes)

    assert first == [
        ("editor@example.org", "Round ends soon: Review 2017"),
        ("reviewer@example.org", "Round ends soon: Review 2017"),
    ]
    assert second == []
    text = " ".join(text_of(mailboxes.mails[0]).split())
    assert "Answers missing: 2. Overdue: 0. - Thailand, Governments: 2 missing" in text
    assert "/editing/follow-up/rounds/review-2017/" in text


@pytest.mark.parametrize(
    ("days", "stages"),
    [(15, []), (14, ["ends"]), (0, ["ends"]), (-1, ["ended"]), (-30, ["ended"]), (-31, [])],
)
def test_a_round_is_in_a_stage_by_its_last_day(staff, mailboxes, days, stages):
    round_ending(days)

    store_reminders()

    assert [one.stage for one in RoundReminder.objects.all()] == stages


def test_a_round_that_has_ended_with_everything_published_reminds_nobody(staff, mailboxes):
    follow_up_round = round_ending(-1)
    submission = follow_up_round.submissions.get()
    make_record(submission)
    take_to(submission, "published")

    assert told(mailboxes) == []


def test_overdue_answers_are_a_stage_of_their_own(staff, mailboxes):
    follow_up_round = round_ending(60)
    make_record(follow_up_round.submissions.get(), status="under-way", due_on=today() - DAY)

    assert [subject for _, subject in told(mailboxes)] == ["Follow-up is overdue: Review 1"] * 2


@pytest.mark.parametrize(
    ("days_ago", "due", "times"), [(30, 30, 1), (30, 31, 0), (30, 1, 1), (29, 1, 0)]
)
def test_further_overdue_answers_are_told_again_after_a_month(
    staff, mailboxes, days_ago, due, times
):
    follow_up_round = round_ending(60)
    submission = follow_up_round.submissions.get()
    first, second = follow_up_round.reports.get().recommendations.all()
    make_record(submission, first, status="under-way", due_on=today() - 40 * DAY)
    make_record(submission, second, status="under-way", due_on=today() - due * DAY)
    told(mailboxes)
    RoundReminder.objects.update(stored_at=timezone.now() - days_ago * DAY)

    again, once_more = told(mailboxes), told(mailboxes)

    assert [subject for _, subject in again] == ["Follow-up is overdue: Review 1"] * 2 * times
    assert once_more == []


def test_a_draft_round_reminds_nobody(staff, mailboxes):
    round_ending(10, status="draft")

    assert told(mailboxes) == []


def test_what_is_no_longer_true_is_not_sent(staff, mailboxes):
    follow_up_round = round_ending(10)
    store_reminders()
    follow_up_round.ends_on = today() + 60 * DAY
    follow_up_round.save()

    send_notices()

    assert (mailboxes.mails, Notice.objects.count()) == ([], 0)


def test_without_a_mail_server_nothing_is_stored(staff, settings):
    settings.SENDS_MAIL = False
    round_ending(10)

    store_reminders()

    assert (Notice.objects.count(), RoundReminder.objects.count()) == (0, 0)
