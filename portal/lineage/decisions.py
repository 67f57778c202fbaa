"""Decisions of editors about two recommendations: the only code that stores lineage links."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.audit import log
from portal.audit.log import Account, AuditTarget
from portal.content import draft_version
from portal.content.refusals import SaveRefusedError
from recommendations.models import LineageLink, Recommendation
from reports.models import Report
from reports.signals import report_changed

Kind, Status = LineageLink.Kind, LineageLink.Status
KINDS = {kind.value: kind.label for kind in Kind if kind != Kind.NONE_LATER}
REJECTED = Status.REJECTED.value
UNDECIDED = ""
# A pair is of one of these kinds, rejected, or not decided.
VALUES = (*KINDS, REJECTED, UNDECIDED)
NAME_LENGTH = LineageLink._meta.get_field("decided_by").max_length


@transaction.atomic
def decide(first: Recommendation, second: Recommendation, value: str, *, by: Account = None) -> str:
    """Store how the later of two recommendations relates to the earlier one.

    Return the previous decision. Raises SaveRefusedError if the two cannot be linked, or if this
    account may not link them.
    """
    lock_reports([first.report, second.report], by)
    earlier, later = by_day(first, second)
    if value not in VALUES:
        raise SaveRefusedError("Choose how the two relate.")
    link = LineageLink.objects.filter(earlier=earlier, later=later).first()
    before = value_of(link)
    if before == value:
        return before
    is_confirmed = value in KINDS
    if value == UNDECIDED:
        LineageLink.objects.filter(earlier=earlier, later=later).delete()
    else:
        columns = {
            "kind": value if is_confirmed else "",
            "status": Status.CONFIRMED if is_confirmed else Status.REJECTED,
        }
        store(earlier, later, columns, by)
    log_decision(by, earlier, later, value)
    if is_confirmed or before in KINDS:
        send_changes([earlier.report, later.report])
    return before


@transaction.atomic
def decide_none_later(recommendation: Recommendation, *, is_none: bool, by: Account = None) -> None:
    """Store or withdraw the decision that no later report says the same as this recommendation.

    Raises SaveRefusedError if a later one is confirmed.
    """
    lock_reports([recommendation.report], by)
    confirmed = LineageLink.objects.confirmed().filter(earlier=recommendation)
    if is_none and confirmed.between_two().exists():
        raise SaveRefusedError("A later recommendation is confirmed. Undo that decision first.")
    if is_none:
        columns = {"kind": Kind.NONE_LATER, "status": Status.CONFIRMED}
        store(recommendation, None, columns, by)
    else:
        confirmed.filter(later=None).delete()
    action = "none later confirmed" if is_none else "none later withdrawn"
    target = AuditTarget.of(recommendation.report.root)
    log.log(by, f"Lineage of {recommendation.number}: {action}", target)
    send_changes([recommendation.report])


def lock_reports(reports: Collection[Report], by: Account) -> None:
    """Lock the reports in the order of their keys, and check that the account may link them."""
    for key in sorted({report.next_of_id or report.pk for report in reports}):
        draft_version.lock_root(Report(pk=key))
    if by and not all(roles.may(by, Permission.LINK, report) for report in reports):
        raise SaveRefusedError("Your role cannot decide which recommendations say the same thing.")


def by_day(first: Recommendation, second: Recommendation) -> tuple[Recommendation, Recommendation]:
    """Return the earlier and the later one, by the first days of their meetings."""
    if first.report.root == second.report.root:
        raise SaveRefusedError("Both are in the same report.")
    days = [one.report.starts_on for one in (first, second)]
    if None in days:
        raise SaveRefusedError("One of the reports has no date. Enter its first day.")
    if days[0] == days[1]:
        raise SaveRefusedError("Both meetings began on the same day: neither is later.")
    return (first, second) if days[0] < days[1] else (second, first)


def value_of(link: LineageLink | None) -> str:
    if link is None:
        return UNDECIDED
    return REJECTED if link.status == Status.REJECTED else str(link.kind)


def store(
    earlier: Recommendation, later: Recommendation | None, columns: dict[str, str], by: Account
) -> None:
    decided = {
        "decided_by": log.account_name(by)[:NAME_LENGTH],
        "decided_at": timezone.now(),
    }
    LineageLink.objects.update_or_create(earlier=earlier, later=later, defaults=columns | decided)


def log_decision(by: Account, earlier: Recommendation, later: Recommendation, value: str) -> None:
    """Write an entry for each of the two reports."""
    decided = str(KINDS.get(value, "rejected" if value else "decision withdrawn")).lower()
    for own, other in ((earlier, later), (later, earlier)):
        place = f"{other.number} of “{other.report}”"
        action = f"Lineage of {own.number}: {decided}, with {place}"
        log.log(by, action, AuditTarget.of(own.report.root))


def send_changes(reports: Collection[Report]) -> None:
    """Send report_changed for the reports if readers see the decision (all are public)."""
    if all(report.status == Report.Status.PUBLISHED for report in reports):
        for report in reports:
            report_changed.send(sender=Report, report=report)
