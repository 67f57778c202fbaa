"""The places of what editors have added, among the records of a newer version."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from portal.content.schema import Key, Paragraph
from portal.imports.reimport.alignment import Alignment


def with_additions(newer: Sequence[Any], stored: Sequence[Any], alignment: Alignment) -> list[Any]:
    """Return the records with each addition after the record that it follows in the report.

    No words of the newer file belong to an addition.
    """
    keys = {record.key for record in newer}
    followers: dict[Key | None, list[Any]] = {}
    previous = None
    for record in stored:
        if record.key in alignment.kept_keys:
            followers.setdefault(previous, []).append(record._replace(spans=()))
        elif record.key in keys:
            previous = record.key
    result = followers.get(None, [])
    for record in newer:
        result += [record, *followers.get(record.key, ())]
    return result


def numbered(records: Iterable[Any]) -> Iterator[Any]:
    for position, record in enumerate(records, start=1):
        yield record._replace(position=position)


def placed_paragraphs(paragraphs: Sequence[Paragraph], sessions: Sequence[Key]) -> Iterator[Any]:
    """Yield the paragraphs, numbered under their headings; without one, under the last heading."""
    counts = dict.fromkeys(sessions, 0)
    session = next(iter(sessions), None)
    for paragraph in paragraphs:
        if paragraph.session in counts:
            session = paragraph.session
        if session is None:
            return
        counts[session] += 1
        yield paragraph._replace(session=session, position=counts[session])
