"""The emails to accounts, in English as the pages for editors."""

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from portal.accounts.invitations import link_of, open_invitation
from portal.accounts.models import Invitation
from portal.content import draft_version
from portal.follow_up.progress import overdue_records, progress_by_reporter
from portal.notifications import recipients, round_reminders
from portal.notifications.mail import write_mail
from portal.notifications.models import Notice, today
from reports.models import Report

Kind = Notice.Kind
# Subject, what was done, and the page of the next step.
STEPS = {
    Kind.SUBMITTED: ("For review", "sent a report for review", "editor:review"),
    Kind.RETURNED: ("Sent back", "sent a report back to its editors", "editor:report"),
    Kind.PUBLISHED: ("Published", "published a report", "site:report"),
}

# Bodies that a reminder names.
MAX_BODIES = 30


def write_notice(notice: Notice) -> EmailMultiAlternatives | None:
    """Return the mail, or None if the account may not get it any more."""
    account = notice.account
    if not (account.is_active and account.email):
        return None
    with translation.override("en"):
        if notice.kind == Kind.PASSWORD:
            mail = write_password_mail(account)
        elif notice.kind == Kind.INVITATION:
            invitation = open_invitation(account)
            if invitation is None:
                return None
            mail = write_invitation_mail(invitation)
        elif recipients.may_be_told(account) and is_still_true(notice):
            mail = write_round_mail(notice) if notice.round else write_step_mail(notice)
        else:
            return None
    # A second one, sent by accident, would be recognized.
    mail.extra_headers["Message-ID"] = f"<notice.{notice.key.hex}@{settings.BASE_URL_HOST}>"
    return mail


def is_still_true(notice: Notice) -> bool:
    """Return whether the reason for the notice still holds; a review, say, may have ended."""
    if notice.round:
        return round_reminders.is_due(notice.round, notice.kind, today())
    if notice.kind != Kind.SUBMITTED:
        return True
    version = draft_version.current_draft(notice.report)
    return bool(version.status == Report.Status.IN_REVIEW)


def write_password_mail(account: User) -> EmailMultiAlternatives:
    key = urlsafe_base64_encode(force_bytes(account.pk))
    token = default_token_generator.make_token(account)
    context = {
        "name": account.get_username(),
        "url": settings.BASE_URL + reverse("password_reset_key", args=[key, token]),
        "minutes": settings.PASSWORD_RESET_TIMEOUT // 60,
    }
    return write_mail(account.email, "Set a new password", "password", context)


def write_invitation_mail(invitation: Invitation) -> EmailMultiAlternatives:
    context = {"invitation": invitation, "url": link_of(invitation)}
    subject = "Your account on the Workshop outcomes portal"
    return write_mail(invitation.account.email, subject, "invitation", context)


def write_round_mail(notice: Notice) -> EmailMultiAlternatives:
    """Return the reminder of a round, with the present numbers."""
    progress = progress_by_reporter(notice.round)
    context = {
        "notice": notice,
        "round": notice.round,
        "missing": sum(row.missing for row in progress),
        "waiting": [row for row in progress if row.missing][:MAX_BODIES],
        "overdue": overdue_records(today()).filter(submission__round=notice.round).count(),
        "url": settings.BASE_URL + reverse("editor:round", args=[notice.round.slug]),
        "settings_url": settings.BASE_URL + reverse("account_notices"),
    }
    label = Kind(notice.kind).label
    return write_mail(notice.account.email, f"{label}: {notice.title}", "round", context)


def write_step_mail(notice: Notice) -> EmailMultiAlternatives:
    label, step, page = STEPS[Kind(notice.kind)]
    context = {
        "notice": notice,
        "step": step,
        "url": settings.BASE_URL + reverse(page, args=[notice.report.slug]),
        "settings_url": settings.BASE_URL + reverse("account_notices"),
    }
    return write_mail(notice.account.email, f"{label}: {notice.title}", "notice", context)
