"""Editors are told by mail of the steps of a report that concern them, each step once."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.accounts.role_assignment import give_role
from portal.audit.models import AuditEntry
from portal.content import revisions, workflow
from portal.content.locking import SaveRequest
from portal.notifications.models import MutedAccount, Notice
from portal.notifications.notices import send_notices
from reports.models import Report
from tests.builders.records import make_account, make_report
from tests.harness.mail_server import LATER, REFUSED, text_of
from tests.harness.served_portal import free_port

ROLES = {"ed": "editor", "rita": "reviewer", "rob": "reviewer", "ada": "administrator"}


@pytest.fixture
def staff(db):
    """Accounts of every role with an address, and a reviewer without one."""
    make_account("nora", "reviewer")
    return {
        name: make_account(name, role, email=f"{name}@example.org") for name, role in ROLES.items()
    }


@pytest.fixture
def draft(staff):
    """A draft that Ed and, after him, the reviewer Rob have saved."""
    report = make_report(title="Secret <Workshop>")
    revisions.save_first_revision(report, "Imported", by=staff["ed"])
    return save(report, staff["rob"])


def save(report, by):
    with transaction.atomic():
        revisions.save_revision(report, "Edited", by=by)
    return report


def move(report, to, by, comment=""):
    draft = workflow.transition_target(Report.objects.get(pk=report.root.pk), to)
    return workflow.transition(draft, to, SaveRequest(draft.version, by, comment))


def delivered(mailboxes):
    """Send what is due; return (recipient, subject) of what arrived since the last time."""
    before = len(mailboxes.mails)
    send_notices()
    return sorted((mail["To"], mail["Subject"]) for mail in mailboxes.mails[before:])


def test_each_step_tells_whom_it_concerns_and_nobody_else(draft, staff, mailboxes):
    told = []
    move(draft, "in_review", staff["ed"])
    told.append(delivered(mailboxes))
    move(draft, "draft", staff["rita"], "Add <the> annex & dates.")
    told.append(delivered(mailboxes))
    move(draft, "in_review", staff["rob"])
    told.append(delivered(mailboxes))
    move(draft, "published", staff["rita"])
    told.append(delivered(mailboxes))

    title = "Secret <Workshop>"
    for_review = [(f"{name}@example.org", f"For review: {title}") for name in ("ada", "rita")]
    authors = ("ed@example.org", "rob@example.org")
    # Rob has edited the report and may not publish it.
    assert told == [
        for_review,
        [(address, f"Sent back: {title}") for address in authors],
        for_review,
        [(address, f"Published: {title}") for address in authors],
    ]
    assert Notice.objects.count() == 0


def test_the_submitter_is_told_of_the_return_without_having_saved_and_the_authors_of_a_new_version(
    draft, staff, mailboxes
):
    move(draft, "in_review", staff["ada"])
    move(draft, "draft", staff["rita"], "Once more.")
    assert [address for address, _ in delivered(mailboxes)] == [
        f"{name}@example.org" for name in ("ada", "ed", "rob")
    ]
    move(draft, "in_review", staff["ed"])
    root = move(draft, "published", staff["rita"])
    Notice.objects.all().delete()
    save(workflow.begin(root, staff["rita"]), staff["rita"])
    move(root, "in_review", staff["rita"])
    assert [address for address, _ in delivered(mailboxes)] == [
        "ada@example.org",
        "rob@example.org",
    ]
    move(root, "published", staff["rob"])
    assert [address for address, _ in delivered(mailboxes)] == ["rita@example.org"]


def test_a_notice_says_who_did_what_with_the_comment_and_leads_to_the_page(
    client, draft, staff, mailboxes
):
    move(draft, "in_review", staff["ed"])
    move(draft, "draft", staff["rita"], "Add <the> annex & dates.")
    send_notices()
    plain, html = (
        text_of(mailboxes.mails[0], kind).replace("\r\n", "\n") for kind in ("plain", "html")
    )
    url = f"http://127.0.0.1:8000{reverse('editor:report', args=[draft.slug])}"

    assert plain.startswith("rita sent a report back to its editors:\n\n    Secret <Workshop>\n")
    assert "Add <the> annex & dates." in plain
    assert "Add &lt;the&gt; annex &amp; dates." in html
    assert (url in plain, url in html) == (True, True)
    assert reverse("account_notices") in plain
    client.force_login(staff["ed"])
    assert client.get(url).status_code == 200


def test_nobody_is_told_of_a_step_that_is_rolled_back_or_over_before_the_mail(
    draft, staff, mailboxes
):
    with transaction.atomic():
        move(draft, "in_review", staff["ed"])
        transaction.set_rollback(True)
    assert delivered(mailboxes) == []
    move(draft, "in_review", staff["ed"])
    move(draft, "published", staff["rita"])

    assert [subject.partition(":")[0] for _, subject in delivered(mailboxes)] == ["Published"] * 2
    save(workflow.begin(draft, staff["ed"]), staff["ed"])
    move(draft, "in_review", staff["ed"])
    version = Report.objects.get(next_of=draft)
    workflow.discard(version, SaveRequest(version.version, staff["ada"], ""))
    assert delivered(mailboxes) == []


def test_who_has_switched_notices_off_or_lost_the_role_is_told_nothing(
    client, draft, staff, mailboxes
):
    client.force_login(staff["rita"])
    client.post(reverse("account_notices"), {})
    move(draft, "in_review", staff["ed"])
    give_role(staff["ada"], "", staff["rita"])

    assert delivered(mailboxes) == []
    assert (Notice.objects.count(), MutedAccount.objects.count()) == (0, 1)
    client.post(reverse("account_notices"), {"wants_notices": "on"})
    assert MutedAccount.objects.count() == 0


def test_a_mail_server_that_is_down_stops_no_save_and_nothing_is_lost_or_sent_twice(
    client, draft, staff, mailboxes, settings
):
    up, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    move(draft, "in_review", staff["ed"])
    with pytest.raises(OSError, match="refused"):
        send_notices()
    client.force_login(staff["ada"])
    page = client.get(reverse("editor:alerts"))
    assert [notice.account.username for notice in page.context["notices"]] == ["ada", "rita"]
    assert Notice.objects.filter(taken_at=None, refusals=0).count() == 2
    settings.EMAIL_PORT = up
    # Another process has taken one of them.
    Notice.objects.filter(account=staff["ada"]).update(taken_at=timezone.now())

    assert [address for address, _ in delivered(mailboxes)] == ["rita@example.org"]
    assert delivered(mailboxes) == []


def test_a_refused_notice_waits_longer_each_time_and_holds_up_no_other(
    client, draft, staff, mailboxes, caplog
):
    mailboxes.answers["ada@example.org"] = LATER
    move(draft, "in_review", staff["ed"])
    first = delivered(mailboxes)
    assert delivered(mailboxes) == []
    refused = mailboxes.refusals
    Notice.objects.update(due_at=timezone.now())
    mailboxes.answers["ada@example.org"] = REFUSED
    delivered(mailboxes)
    notice = Notice.objects.get()

    assert [address for address, _ in first] == ["rita@example.org"]
    assert (refused, notice.refusals, "550" in notice.error) == (1, 2, True)
    assert notice.due_at - timezone.now() > timedelta(minutes=9)
    client.force_login(staff["ada"])
    assert "550" in client.get(reverse("editor:alerts")).content.decode()
    Notice.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert delivered(mailboxes) == []
    assert "1 notices were not sent in time: Sent for review" in caplog.text


def test_without_a_mail_server_nothing_is_stored_and_the_step_is_taken(draft, staff):
    move(draft, "in_review", staff["ed"])
    send_notices()

    assert Notice.objects.count() == 0
    assert AuditEntry.objects.filter(action="Draft → In review").count() == 1
