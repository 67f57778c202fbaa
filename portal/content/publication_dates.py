"""Record when each record of a report was first published and last changed."""

from collections.abc import Hashable, Iterator
from datetime import datetime
from typing import Any

from portal.content.schema import RECORD_TYPES
from portal.content.snapshot import Data
from reports.models import PublicationDates, Report

# Not visible to readers.
HIDDEN_FIELDS = {"spans", "version"}
# Where a record stands in the report; a move alone does not change its content.
POSITION_FIELDS = {"key", "position", "session", "paragraph"}
RecordKey = tuple[str, int]


def store_dates(report: Report, before: Data | None, after: Data, now: datetime) -> None:
    """Store the dates of every record that this publication adds or changes.

    `before` is the state published last, None at the first publication.
    """
    if before is None:
        return
    contents_before, contents_after = contents(report, before), contents(report, after)
    known = {(dates.kind, dates.key): dates for dates in report.publication_dates.all()}
    changed = {
        record
        for record, content in contents_after.items()
        if contents_before.get(record) != content
    }
    to_update = [known[record] for record in changed & known.keys()]
    for dates in to_update:
        dates.changed_at = now
    PublicationDates.objects.bulk_update(to_update, ["changed_at"], batch_size=500)
    PublicationDates.objects.bulk_create(
        PublicationDates(
            report=report,
            kind=kind,
            key=key,
            first_published_at=report.published_at if (kind, key) in contents_before else now,
            changed_at=now,
        )
        for kind, key in sorted(changed - known.keys())
    )


def contents(report: Report, data: Data) -> dict[RecordKey, Hashable]:
    """Return the visible content of each record that appears in feeds, by (kind, key)."""
    whole_report = [public_fields(data["report"])]
    whole_report += [
        public_fields(record) for record_type in RECORD_TYPES for record in data[record_type.name]
    ]
    return {
        ("report", report.pk): tuple(whole_report),
        **{
            ("recommendation", record["key"]): public_fields(
                record, HIDDEN_FIELDS | POSITION_FIELDS
            )
            for record in data["recommendation"]
        },
        **dict(contribution_contents(data)),
    }


def contribution_contents(data: Data) -> Iterator[tuple[RecordKey, Hashable]]:
    """Yield the visible content of each contribution: its paragraph and its speaker."""
    paragraphs = {
        paragraph["key"]: public_fields(paragraph, HIDDEN_FIELDS | POSITION_FIELDS)
        for paragraph in data["paragraph"]
    }
    speakers = {
        participation["key"]: public_fields(participation)
        for participation in data["participation"]
    }
    for contribution in data["contribution"]:
        content = (
            paragraphs[contribution["paragraph"]],
            speakers[contribution["participation"]],
        )
        yield ("contribution", contribution["key"]), content


def public_fields(record: Data, hidden: set[str] = HIDDEN_FIELDS) -> Hashable:
    fields = {name: value for name, value in record.items() if name not in hidden}
    if "themes" in fields:
        # The confirmation of a theme does not change the record.
        fields["themes"] = [theme for theme, _ in fields["themes"]]
    return freeze(fields)


def freeze(value: Any) -> Hashable:
    """Return dicts and lists as tuples, which can be compared and hashed."""
    if isinstance(value, dict):
        return tuple((name, freeze(item)) for name, item in sorted(value.items()))
    return tuple(freeze(item) for item in value) if isinstance(value, list) else value
