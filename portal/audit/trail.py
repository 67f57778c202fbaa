"""Writing to the trail."""

from dataclasses import dataclass
from typing import Any

from portal.audit.models import Entry
from reports.text import clean_line, clean_text

NOBODY = "The portal"
LONGEST_DEED = 300

# An account, or None for a command.
Who = Any


@dataclass(frozen=True)
class Thing:
    """What a deed is done to, as the trail names it."""

    kind: str
    key: str
    name: str = ""

    @classmethod
    def of(cls, record) -> "Thing":
        key = getattr(record, "slug", "") or str(record.pk)
        return cls(str(record._meta.verbose_name), key, str(record))


def name_of(by: Who) -> str:
    return clean_line(by.get_full_name() or by.get_username()) if by else NOBODY


def note(
    by: Who,
    deed: str,
    thing: Thing,
    change: tuple[str, str] = ("", ""),
    comment: str = "",
) -> Entry:
    """Write a deed down, inside the transaction that does it.

    `change` are the fingerprints of the thing before and after.
    """
    before, after = change
    return Entry.objects.create(
        by_key=by.pk if by else None,
        by_name=name_of(by),
        deed=clean_line(deed)[:LONGEST_DEED],
        kind=thing.kind,
        key=thing.key,
        name=clean_line(thing.name),
        before=before,
        after=after,
        comment=clean_text(comment),
    )
