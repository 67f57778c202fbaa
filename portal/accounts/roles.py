"""Roles and their permissions."""

from typing import Protocol

from django.conf import settings
from django.db import models

from reports.models import Report

DRAFT = Report.Status.DRAFT
IN_REVIEW = Report.Status.IN_REVIEW
PUBLISHED = Report.Status.PUBLISHED
WITHDRAWN = Report.Status.WITHDRAWN


class Role(models.TextChoices):
    """Each role includes the permissions of the one before. An account has one role or none."""

    VIEWER = "viewer", "Viewer"
    EDITOR = "editor", "Editor"
    REVIEWER = "reviewer", "Reviewer"
    ADMINISTRATOR = "administrator", "Administrator"


class Permission(models.TextChoices):
    READ = "read", "Read drafts, their sources and their history"
    IMPORT = "import", "Import a file, or start a report from scratch"
    CORRECT = "correct", "Correct, restore and reimport"
    ATTACH = "attach", "Add, change and remove attachments"
    RESOLVE_NOTES = "settle", "Resolve and reopen notes"
    LINK = "lineage", "Decide which recommendations say the same thing"
    BEGIN = "begin", "Start a new version"
    DISCARD = "discard", "Discard a draft"
    SUBMIT = "submit", "Send for review"
    TAKE_BACK = "take_back", "Send back to the editor"
    PUBLISH = "publish", "Publish"
    WITHDRAW = "withdraw", "Withdraw"
    REOPEN = "reopen", "Return a withdrawn report to draft"
    CHANGE_SLUG = "change_slug", "Change the address of a report"
    ROUNDS = "rounds", "Create and change rounds of follow-up"
    RECORD = "record", "Record what became of recommendations"
    EDIT_ENTITIES = "registers", "Edit people, organizations, themes and instruments"
    REDACT = "redact", "Propose a redaction"
    CONFIRM_REDACTION = "confirm_redaction", "Confirm or decline another account's redaction"
    READ_AUDIT_LOG = "trail", "Read the audit log"
    ACCOUNTS = "accounts", "Edit accounts"
    SITE_PAGES = "pages", "Write the pages about the site"


# Permissions that do not depend on a status.
ALWAYS = frozenset(Report.Status)
NEVER: frozenset[str] = frozenset()
ATTACHABLE = frozenset({DRAFT, IN_REVIEW, PUBLISHED})

# The statuses of a report, submission or round in which viewer, editor, reviewer and administrator
# have the permission.
PERMISSION_TABLE = {
    Permission.READ: (ALWAYS, ALWAYS, ALWAYS, ALWAYS),
    Permission.IMPORT: (NEVER, ALWAYS, ALWAYS, ALWAYS),
    Permission.CORRECT: (NEVER, {DRAFT}, {DRAFT, IN_REVIEW}, {DRAFT, IN_REVIEW}),
    # Readers of a published report see its attachments at once: only those who publish may change
    # them.
    Permission.ATTACH: (NEVER, {DRAFT}, ATTACHABLE, ATTACHABLE),
    Permission.RESOLVE_NOTES: (NEVER, ALWAYS, ALWAYS, ALWAYS),
    # Links are not part of the report: readers see a decision at once, as they see a merge.
    Permission.LINK: (NEVER, ALWAYS, ALWAYS, ALWAYS),
    Permission.BEGIN: (NEVER, {PUBLISHED}, {PUBLISHED}, {PUBLISHED}),
    Permission.DISCARD: (NEVER, {DRAFT}, {DRAFT, IN_REVIEW}, {DRAFT, IN_REVIEW}),
    Permission.SUBMIT: (NEVER, {DRAFT}, {DRAFT}, {DRAFT}),
    Permission.TAKE_BACK: (NEVER, NEVER, {IN_REVIEW}, {IN_REVIEW}),
    Permission.PUBLISH: (NEVER, NEVER, {IN_REVIEW}, {IN_REVIEW}),
    Permission.WITHDRAW: (NEVER, NEVER, {PUBLISHED}, {PUBLISHED}),
    Permission.REOPEN: (NEVER, NEVER, {WITHDRAWN}, {WITHDRAWN}),
    Permission.CHANGE_SLUG: (NEVER, NEVER, ALWAYS, ALWAYS),
    # Readers see changes of a published round at once.
    Permission.ROUNDS: (NEVER, {DRAFT}, {DRAFT, PUBLISHED}, {DRAFT, PUBLISHED}),
    Permission.RECORD: (NEVER, {DRAFT}, {DRAFT}, {DRAFT}),
    Permission.EDIT_ENTITIES: (NEVER, ALWAYS, ALWAYS, ALWAYS),
    Permission.REDACT: (NEVER, ALWAYS, ALWAYS, ALWAYS),
    Permission.CONFIRM_REDACTION: (NEVER, NEVER, ALWAYS, ALWAYS),
    Permission.READ_AUDIT_LOG: (NEVER, NEVER, NEVER, ALWAYS),
    Permission.ACCOUNTS: (NEVER, NEVER, NEVER, ALWAYS),
    Permission.SITE_PAGES: (NEVER, NEVER, NEVER, ALWAYS),
}
# The permission of each transition of publishing.TRANSITIONS.
TRANSITION_PERMISSIONS = {
    (DRAFT, IN_REVIEW): Permission.SUBMIT,
    (IN_REVIEW, DRAFT): Permission.TAKE_BACK,
    (IN_REVIEW, PUBLISHED): Permission.PUBLISH,
    (PUBLISHED, WITHDRAWN): Permission.WITHDRAW,
    (WITHDRAWN, DRAFT): Permission.REOPEN,
}
# The models of the admin that each permission opens.
ADMIN_MODELS = {
    Permission.EDIT_ENTITIES: (
        *("reports.person", "reports.organization"),
        *("reports.theme", "reports.instrument"),
    ),
    Permission.ACCOUNTS: ("auth.user",),
}


def role_of(user) -> Role | None:
    """Return the role of an active account, cached on it; None for visitors."""
    if not (user.is_authenticated and user.is_active):
        return None
    if not hasattr(user, "cached_role"):
        user.cached_role = highest_role(user)
    return user.cached_role


def highest_role(account) -> Role | None:
    """Return the highest role of an account, active or not; superusers are administrators."""
    if account.is_superuser:
        return Role.ADMINISTRATOR
    names = set(account.groups.values_list("name", flat=True)) if account.pk else set()
    return next((role for role in reversed(Role) if role in names), None)


class HasStatus(Protocol):
    """A report, a submission or a round."""

    status: str


def may(user, permission: Permission, record: HasStatus | None = None) -> bool:
    """Return whether the user has the permission for the record or, without one, in any status."""
    role = role_of(user)
    if role is None:
        return False
    statuses = PERMISSION_TABLE[permission][list(Role).index(role)]
    return record.status in statuses if record else bool(statuses)


def may_publish_own_work() -> bool:
    return bool(settings.AUTHORS_MAY_PUBLISH)
