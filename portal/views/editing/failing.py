"""What an editor is told when the database, the disk or the index has failed."""

from portal.failures import Failure

# What happened, and what to do about it. Between them each page says what became of the form.
AWAY = (
    "The portal cannot reach its database.",
    "Send it once more in a minute. If that does not help, tell whoever runs the portal.",
)
FAILURES = {
    Failure.BUSY: (
        "So many are saving at this moment that your turn did not come.",
        "Send it once more.",
    ),
    Failure.DISK_FULL: (
        "The portal’s disk is full.",
        "Tell whoever runs the portal to make room, then send it once more.",
    ),
    Failure.READ_ONLY: (
        "The portal may only read its data, not write them.",
        "Tell whoever runs the portal.",
    ),
    Failure.SCHEMA_MISMATCH: (
        "The portal’s database does not fit its program: an update is not finished.",
        "Tell whoever runs the portal.",
    ),
    Failure.DAMAGED: (
        "The portal’s database is damaged.",
        "Tell whoever runs the portal.",
    ),
    Failure.INDEX_DAMAGED: (
        "The portal’s search index is being rebuilt.",
        "Send it once more in a minute.",
    ),
}
NOT_SAVED = "Nothing was saved."
BELOW = "Nothing was saved, and nothing is lost: what you typed stands below."


def told(failure: Failure, became: str) -> str:
    """Return the sentences that tell an editor of a failure, and what became of the form."""
    happened, to_do = FAILURES.get(failure, AWAY)
    return f"{happened} {became} {to_do}"
