"""Who is told by email of a step in the work on a report: only accounts that may see the draft."""

from collections.abc import Iterable, Iterator

from django.contrib.auth.models import User
from django.db.models import QuerySet

from portal.accounts import roles
from portal.accounts.reviewers import reviewers
from portal.accounts.roles import Permission
from portal.audit.log import Account
from portal.content import workflow
from portal.content.transition_actions import last_submitter
from portal.notifications.models import Notice
from reports.models import Report

Kind = Notice.Kind
Status = Report.Status
# The notice of each transition; nobody is told of other transitions.
KINDS = {
    (Status.DRAFT, Status.IN_REVIEW): Kind.SUBMITTED,
    (Status.IN_REVIEW, Status.DRAFT): Kind.RETURNED,
    (Status.IN_REVIEW, Status.PUBLISHED): Kind.PUBLISHED,
}


def recipients(kind: str, report: Report, by: Account) -> Iterator[User]:
    """Yield the accounts that a notice is for, without the one that took the step."""
    for account in interested(kind, report).select_related("muted_notices"):
        is_other = by is None or account.pk != by.pk
        if is_other and may_be_told(account):
            yield account


def may_be_told(account: User) -> bool:
    """Return whether the account may see drafts, has an address and wants notices."""
    has_address = bool(account.email) and not hasattr(account, "muted_notices")
    return has_address and roles.may(account, Permission.READ)


def editors() -> Iterator[User]:
    """Yield the accounts that may record follow-up and want notices."""
    accounts = User.objects.filter(is_active=True).exclude(email="").order_by("pk")
    for account in accounts.select_related("muted_notices").prefetch_related("groups"):
        if may_be_told(account) and roles.may(account, Permission.RECORD):
            yield account


def interested(kind: str, report: Report) -> QuerySet[User]:
    if kind == Kind.SUBMITTED:
        excluded = set() if roles.may_publish_own_work() else workflow.authors(report)
        return reviewers().exclude(pk__in=excluded)
    if kind == Kind.RETURNED:
        return accounts({*workflow.authors(report), last_submitter(report)})
    return accounts(workflow.authors(report, is_just_published=True))


def accounts(keys: Iterable[int | None]) -> QuerySet[User]:
    return User.objects.filter(pk__in=[key for key in keys if key], is_active=True).order_by("pk")
