"""Database triggers that make the audit log append-only. Only a redaction masks words in it."""

from reports.triggers import TRUNCATE, TriggerConstraint

CONSTRAINTS = (
    TriggerConstraint(
        name="audit_log_is_append_only",
        table="audit_auditentry",
        events=("UPDATE", "DELETE", TRUNCATE),
        yields_to_redaction=True,
        broken_when="1 = 1",
    ),
)
