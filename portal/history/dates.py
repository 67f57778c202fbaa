"""When each record of a report became public and when it changed, told from what readers had before."""

from collections.abc import Hashable, Iterator
from datetime import datetime
from typing import Any

from portal.history.kinds import KINDS
from portal.history.snapshot import Data
from reports.models import PublicationDates, Report

# Where a record stands in the file, and how often it was saved, no reader sees.
UNREAD = {"spans", "version"}
# Where it stands in the report changes nothing of what it says.
PLACE = {"key", "position", "session", "paragraph"}
Record = tuple[str, int]


def keep(report: Report, before: Data | None, after: Data, now: datetime) -> None:
    """Store the dates of every record that is new or changed with this publication.

    `before` is what readers had last, None at the first publication.
    """
    if before is None:
        return
    had, have = contents(report, before), contents(report, after)
    known = {(one.kind, one.key): one for one in report.publication_dates.all()}
    changed = {record for record, content in have.items() if had.get(record) != content}
    there = [known[record] for record in changed & known.keys()]
    for one in there:
        one.changed_at = now
    PublicationDates.objects.bulk_update(there, ["changed_at"], batch_size=500)
    PublicationDates.objects.bulk_create(
        PublicationDates(
            report=report,
            kind=kind,
            key=key,
            first_published_at=report.published_at if (kind, key) in had else now,
            changed_at=now,
        )
        for kind, key in sorted(changed - known.keys())
    )


def contents(report: Report, data: Data) -> dict[Record, Hashable]:
    """Return what readers read of each record that feeds tell of, by kind and key."""
    whole = [visible(data["report"])]
    whole += [visible(one) for kind in KINDS for one in data[kind.name]]
    return {
        ("report", report.pk): tuple(whole),
        **{
            ("recommendation", one["key"]): visible(one, UNREAD | PLACE)
            for one in data["recommendation"]
        },
        **dict(said(data)),
    }


def said(data: Data) -> Iterator[tuple[Record, Hashable]]:
    """Yield what readers read of each contribution: the paragraph, and who speaks in it."""
    words = {one["key"]: visible(one, UNREAD | PLACE) for one in data["paragraph"]}
    speakers = {one["key"]: visible(one) for one in data["participation"]}
    for one in data["contribution"]:
        both = (words[one["paragraph"]], speakers[one["participation"]])
        yield ("contribution", one["key"]), both


def visible(record: Data, unread: set[str] = UNREAD) -> Hashable:
    said = {name: one for name, one in record.items() if name not in unread}
    if "themes" in said:
        # That an editor has confirmed a theme is no news of the record.
        said["themes"] = [theme for theme, _ in said["themes"]]
    return frozen(said)


def frozen(value: Any) -> Hashable:
    if isinstance(value, dict):
        return tuple((name, frozen(one)) for name, one in sorted(value.items()))
    return tuple(frozen(one) for one in value) if isinstance(value, list) else value
