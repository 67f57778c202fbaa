"""Database triggers that make the audit log append-only."""

from reports.triggers import TRUNCATE, TriggerConstraint

CONSTRAINTS = (
    TriggerConstraint(
        name="audit_log_is_append_only",
        table="audit_auditentry",
        events=("UPDATE", "DELETE", TRUNCATE),
        broken_when="1 = 1",
    ),
)
