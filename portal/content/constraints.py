"""Database triggers that make revisions immutable."""

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
        broken_when="1 = 1",
    ),
)
