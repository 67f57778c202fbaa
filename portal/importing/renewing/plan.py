"""What a newer version changes: which records stay, which change, what is new, what is gone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from portal.importing import labels
from portal.importing.aligning import align
from portal.importing.fidelity import Unit, printed_by
from portal.importing.parsed import Draft
from reports.models import Report, SourcePart


@dataclass
class Matched:
    """Stored records beside what was read anew; a record comes once."""

    # The source says the same as before: what editors made of it stays.
    same: list[tuple[Any, Any]] = field(default_factory=list)
    changed: list[tuple[Any, Any]] = field(default_factory=list)
    new: list[Any] = field(default_factory=list)
    gone: list[Any] = field(default_factory=list)

    @property
    def kept(self) -> list[tuple[Any, Any]]:
        return [*self.same, *self.changed]

    @cached_property
    def changed_keys(self) -> set[int]:
        return {stored.pk for stored, _ in self.changed}


@dataclass
class Plan:
    """All that happens to a report's records. Nothing has happened yet."""

    report: Report
    draft: Draft
    sessions: Matched
    paragraphs: Matched
    recommendations: Matched

    @property
    def parts(self) -> tuple[tuple[str, Matched], ...]:
        return (
            ("sessions", self.sessions),
            ("paragraphs", self.paragraphs),
            ("recommendations", self.recommendations),
        )


def plan(report: Report, draft: Draft) -> Plan:
    """Compare the stored report with a draft of its newer version."""
    earlier = Earlier(report)
    return Plan(
        report,
        draft,
        matched(
            list(report.sessions.as_printed()),
            draft.sessions,
            earlier.heading_of,
            lambda one: one.heading,
        ),
        matched(
            list(report.paragraphs.as_printed()),
            draft.paragraphs,
            earlier.words_of_paragraph,
            lambda one: one.text,
        ),
        matched(
            list(report.recommendations.as_printed()),
            draft.recommendations,
            earlier.words_of,
            lambda one: one.text,
        ),
    )


def matched(
    stored: Sequence[Any],
    read: Sequence[Any],
    words_before: Callable[[Any], str],
    words_after: Callable[[Any], str],
) -> Matched:
    before = [words_before(one) for one in stored]
    after = [words_after(one) for one in read]
    found = Matched()
    pairs = align(before, after)
    for here, there in pairs:
        is_same = before[here].split() == after[there].split()
        (found.same if is_same else found.changed).append((stored[here], read[there]))
    found.gone = left_out(stored, (here for here, _ in pairs))
    found.new = left_out(read, (there for _, there in pairs))
    return found


def left_out(records: Sequence[Any], taken: Iterable[int]) -> list[Any]:
    places = set(taken)
    return [one for place, one in enumerate(records) if place not in places]


class Earlier:
    """The earlier source: what it printed where a record stands, whatever editors made of that."""

    def __init__(self, report: Report):
        self.text = report.source.text
        discards = report.parts.filter(kind=SourcePart.Kind.DISCARD)
        self.holes = sorted(tuple(span) for part in discards for span in part.spans)

    def words_of(self, record: Any) -> str:
        """Return what the source printed, or what an editor typed that no source printed."""
        if not record.spans:
            return record.text
        spans = [tuple(span) for span in record.spans]
        return printed_by(self.text, Unit("", spans, ""), self.holes)

    def words_of_paragraph(self, paragraph: Any) -> str:
        return labels.behind(self.words_of(paragraph), paragraph.label)

    def heading_of(self, session: Any) -> str:
        return self.words_of(session) if session.spans else session.heading
