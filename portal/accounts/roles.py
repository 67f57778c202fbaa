"""Who may do what: the one table. Everything that asks asks here."""

from django.conf import settings
from django.db import models

from reports.models import Report

DRAFT = Report.Status.DRAFT
IN_REVIEW = Report.Status.IN_REVIEW
PUBLISHED = Report.Status.PUBLISHED
WITHDRAWN = Report.Status.WITHDRAWN


class Role(models.TextChoices):
    """Each may what the one before may, and more. An account has one, or none."""

    VIEWER = "viewer", "Viewer"
    EDITOR = "editor", "Editor"
    REVIEWER = "reviewer", "Reviewer"
    ADMINISTRATOR = "administrator", "Administrator"


class Deed(models.TextChoices):
    READ = "read", "Read drafts, their sources and their history"
    IMPORT = "import", "Send a file, or begin a report by hand"
    CORRECT = "correct", "Correct, restore and renew"
    SETTLE = "settle", "Settle what an import was unsure of"
    BEGIN = "begin", "Begin the next version"
    DISCARD = "discard", "Give the next version up"
    SUBMIT = "submit", "Send to review"
    TAKE_BACK = "take_back", "Send back to its editor"
    PUBLISH = "publish", "Publish"
    WITHDRAW = "withdraw", "Withdraw"
    REOPEN = "reopen", "Draft again what was withdrawn"
    REGISTERS = "registers", "Edit people, organizations, themes and instruments"
    TRAIL = "trail", "Read the audit trail"
    ACCOUNTS = "accounts", "Edit accounts"


# Where it is no matter how a report stands.
ALWAYS = frozenset(Report.Status)
NEVER: frozenset[str] = frozenset()

# In which states of a report viewer, editor, reviewer and administrator may do it.
TABLE = {
    Deed.READ: (ALWAYS, ALWAYS, ALWAYS, ALWAYS),
    Deed.IMPORT: (NEVER, ALWAYS, ALWAYS, ALWAYS),
    Deed.CORRECT: (NEVER, {DRAFT}, {DRAFT, IN_REVIEW}, {DRAFT, IN_REVIEW}),
    Deed.SETTLE: (NEVER, ALWAYS, ALWAYS, ALWAYS),
    Deed.BEGIN: (NEVER, {PUBLISHED}, {PUBLISHED}, {PUBLISHED}),
    Deed.DISCARD: (NEVER, {DRAFT}, {DRAFT, IN_REVIEW}, {DRAFT, IN_REVIEW}),
    Deed.SUBMIT: (NEVER, {DRAFT}, {DRAFT}, {DRAFT}),
    Deed.TAKE_BACK: (NEVER, NEVER, {IN_REVIEW}, {IN_REVIEW}),
    Deed.PUBLISH: (NEVER, NEVER, {IN_REVIEW}, {IN_REVIEW}),
    Deed.WITHDRAW: (NEVER, NEVER, {PUBLISHED}, {PUBLISHED}),
    Deed.REOPEN: (NEVER, NEVER, {WITHDRAWN}, {WITHDRAWN}),
    Deed.REGISTERS: (NEVER, ALWAYS, ALWAYS, ALWAYS),
    Deed.TRAIL: (NEVER, NEVER, NEVER, ALWAYS),
    Deed.ACCOUNTS: (NEVER, NEVER, NEVER, ALWAYS),
}
# Which deed a step of publishing.move is.
STEPS = {
    (DRAFT, IN_REVIEW): Deed.SUBMIT,
    (IN_REVIEW, DRAFT): Deed.TAKE_BACK,
    (IN_REVIEW, PUBLISHED): Deed.PUBLISH,
    (PUBLISHED, WITHDRAWN): Deed.WITHDRAW,
    (WITHDRAWN, DRAFT): Deed.REOPEN,
}
# The records of the administration that each deed opens there.
RECORDS = {
    Deed.REGISTERS: (
        *("reports.person", "reports.organization"),
        *("reports.theme", "reports.instrument"),
    ),
    Deed.ACCOUNTS: ("auth.user",),
}


def role_of(user) -> Role | None:
    """Return the role in which an account acts: none for a visitor, or for one switched off."""
    if not (user.is_authenticated and user.is_active):
        return None
    if not hasattr(user, "role_asked_for"):
        user.role_asked_for = role_given(user)
    return user.role_asked_for


def role_given(account) -> Role | None:
    """Return the highest role of an account, on or off; who was made a superuser administers."""
    if account.is_superuser:
        return Role.ADMINISTRATOR
    names = set(account.groups.values_list("name", flat=True)) if account.pk else set()
    return next((role for role in reversed(Role) if role in names), None)


def may(user, deed: Deed, report: Report | None = None) -> bool:
    """Say whether the table lets an account do it: with the report as it stands, or at all."""
    role = role_of(user)
    if role is None:
        return False
    states = TABLE[deed][list(Role).index(role)]
    return report.status in states if report else bool(states)


def may_publish_own_work() -> bool:
    return bool(settings.AUTHORS_MAY_PUBLISH)
