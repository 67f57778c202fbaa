"""Record when each record of a report was first published and last changed."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import datetime
from typing import Any

from portal.content.schema import RECORD_TYPES
from portal.content.snapshot import Snapshot
from reports.models import PublicationDates, Report

# Not visible to readers.
HIDDEN_FIELDS = {"spans", "version"}
# Where a record stands in the report; a move alone does not change its content.
POSITION_FIELDS = {"key", "position", "session", "paragraph"}
# Links between texts: changing one does not count as a change of the report.
LINK_TYPES = {"cross_reference", "rationale_link"}
RecordKey = tuple[str, int]


def store_dates(report: Report, before: Snapshot | None, after: Snapshot, now: datetime) -> None:
    """Store the dates of every record that this publication adds or changes.

    `before` is the state published last, None at the first publication. A record whose words stood
    in it has not been added: it was split off, or has another type or speaker.
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
    stood_before = contents_before.keys() | records_with_words_of(before, after)
    PublicationDates.objects.bulk_create(
        PublicationDates(
            report=report,
            kind=kind,
            key=key,
            first_published_at=report.published_at if (kind, key) in stood_before else now,
            changed_at=now,
        )
        for kind, key in sorted(changed - known.keys())
    )


def records_with_words_of(before: Snapshot, after: Snapshot) -> set[RecordKey]:
    """Return the records of `after` whose words stood in `before` in the same order."""
    words_before = joined_words(texts(before).values())
    return {record for record, text in texts(after).items() if joined_words([text]) in words_before}


def texts(snapshot: Snapshot) -> dict[RecordKey, str]:
    """Return the text of each record that appears in feeds, except the report itself."""
    contributions = snapshot.contribution.items()
    return {
        **{("recommendation", key): record.text for key, record in snapshot.recommendation.items()},
        **{("paragraph", key): record.text for key, record in snapshot.paragraph.items()},
        **{
            ("contribution", key): snapshot.paragraph[record.paragraph].text
            for key, record in contributions
        },
    }


def joined_words(parts: Iterable[str]) -> str:
    """Return the words surrounded by blanks, so that a search finds only whole words."""
    return f" {' '.join(' '.join(parts).split())} "


def contents(report: Report, snapshot: Snapshot) -> dict[RecordKey, Hashable]:
    """Return the visible content of each record that appears in feeds, by (kind, key)."""
    whole_report = [public_fields(snapshot.report)]
    whole_report += [
        public_fields(record)
        for record_type in RECORD_TYPES
        if record_type.name not in LINK_TYPES
        for _, record in sorted(snapshot.of_type(record_type.name).items())
    ]
    return {
        ("report", report.pk): tuple(whole_report),
        **{
            ("recommendation", key): public_fields(record, HIDDEN_FIELDS | POSITION_FIELDS)
            for key, record in snapshot.recommendation.items()
        },
        **dict(statement_contents(snapshot)),
    }


def statement_contents(snapshot: Snapshot) -> Iterator[tuple[RecordKey, Hashable]]:
    """Yield the visible content of each paragraph and contribution: a paragraph and its speaker."""
    paragraphs = {
        key: public_fields(paragraph, HIDDEN_FIELDS | POSITION_FIELDS)
        for key, paragraph in snapshot.paragraph.items()
    }
    speakers = {
        key: public_fields(participation) for key, participation in snapshot.participation.items()
    }
    for key, paragraph in paragraphs.items():
        yield ("paragraph", key), paragraph
    for key, contribution in snapshot.contribution.items():
        content = (paragraphs[contribution.paragraph], speakers[contribution.participation])
        yield ("contribution", key), content


def public_fields(record: Any, hidden: set[str] = HIDDEN_FIELDS) -> Hashable:
    return tuple(
        # The confirmation of a theme does not change the record.
        tuple(theme for theme, _ in value) if name == "themes" else value
        for name, value in record._asdict().items()
        if name not in hidden
    )
