"""Database triggers that make revisions, and what their files say, immutable, except for redactions."""

from reports.triggers import TriggerConstraint

CONSTRAINTS = (
    TriggerConstraint(
        name="revision_is_immutable",
        table="content_revision",
        # Not `by`, which is emptied when the account is deleted, nor `published_at`.
        columns=(
            *("report_id", "number", "base_number", "restored_from", "created_at"),
            *("by_name", "action", "comment", "content", "sha256", "names"),
        ),
        events=("UPDATE",),
        yields_to_redaction=True,
        broken_when="1 = 1",
    ),
    TriggerConstraint(
        name="file_values_are_immutable",
        table="content_filevalues",
        columns=("revision_id", "content"),
        events=("UPDATE",),
        yields_to_redaction=True,
        broken_when="1 = 1",
    ),
)
