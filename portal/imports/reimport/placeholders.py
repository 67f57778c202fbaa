"""Sessions that stand for a missing heading."""

from portal.content.edits.base import PLACEHOLDER_TITLE
from portal.content.snapshot import Snapshot


def without_empty_placeholders(snapshot: Snapshot) -> Snapshot:
    """Drop the sessions without heading and paragraphs; the others are numbered without gaps."""
    empty = [
        session
        for session in snapshot.session.values()
        if (session.title, session.heading, session.spans) == (PLACEHOLDER_TITLE, "", ())
        and not snapshot.paragraphs_of(session.key)
    ]
    remaining = snapshot.without_records(*empty)
    return remaining.with_records(
        *(
            session._replace(position=index)
            for index, session in enumerate(remaining.sessions, start=1)
        )
    )
