"""Messages for editors about failures of the database, the disk or the search index."""

from portal.failures.causes import Failure

# (what happened, what to do). The outcome for the form goes between the two.
UNREACHABLE = (
    "The portal cannot reach its database.",
    "Try again in a minute. If that does not help, tell an administrator.",
)
FAILURES = {
    Failure.BUSY: (
        "Too many other saves were in progress.",
        "Try again.",
    ),
    Failure.DISK_FULL: (
        "The portal’s disk is full.",
        "Ask an administrator to free disk space, then try again.",
    ),
    Failure.READ_ONLY: (
        "The portal can only read its data, not write to it.",
        "Tell an administrator.",
    ),
    Failure.SCHEMA_MISMATCH: (
        "The portal’s database does not match its code: an upgrade is not finished.",
        "Tell an administrator.",
    ),
    Failure.DAMAGED: (
        "The portal’s database is damaged.",
        "Tell an administrator.",
    ),
    Failure.INDEX_DAMAGED: (
        "The portal’s search index is being rebuilt.",
        "Try again in a minute.",
    ),
}
NOT_SAVED = "Nothing was saved."
BELOW = "Nothing was saved, and nothing is lost: your entries are below."


def describe_failure(failure: Failure, outcome: str) -> str:
    """Return the message: the failure, the outcome for the form, and what to do."""
    description, advice = FAILURES.get(failure, UNREACHABLE)
    return f"{description} {outcome} {advice}"
