"""The transitions of a report in the audit log."""

from portal.audit.log import AuditTarget
from portal.audit.models import AuditEntry
from reports.models import Report

Status = Report.Status


def transition_action(before: str, after: str) -> str:
    """Return what the audit log calls the transition."""
    return f"{Status(before).label} → {Status(after).label}"


def last_submitter(report: Report) -> int | None:
    """Return the key of the account that sent the report or draft version for review last."""
    target = AuditTarget.of(report)
    entries = AuditEntry.objects.filter(
        target_type=target.target_type,
        target_key=target.target_key,
        action=transition_action(Status.DRAFT, Status.IN_REVIEW),
    )
    key: int | None = entries.order_by("-pk").values_list("by_key", flat=True).first()
    return key
