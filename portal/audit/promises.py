"""What the database promises about the trail."""

from reports.triggers import TRUNCATE, Promise

PROMISES = (
    Promise(
        name="the_trail_is_only_added_to",
        table="audit_entry",
        events=("UPDATE", "DELETE", TRUNCATE),
        broken_when="1 = 1",
    ),
)
