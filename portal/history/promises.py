"""What the database promises about revisions."""

from reports.triggers import Promise

PROMISES = (
    Promise(
        name="a_revision_stays_as_it_was_made",
        table="history_revision",
        # Not `by`, which is emptied when the account goes, nor `published_at`.
        columns=(
            *("report_id", "number", "after", "restored", "made_at", "by_name"),
            *("deed", "comment", "content", "sha256", "names"),
        ),
        events=("UPDATE",),
        broken_when="1 = 1",
    ),
)
