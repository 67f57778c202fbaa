"""What the database promises about the trail."""

from reports.triggers import Promise

PROMISES = (
    Promise(
        name="the_trail_is_only_added_to",
        table="audit_entry",
        events=("UPDATE", "DELETE"),
        broken_when="1 = 1",
    ),
)
