"""Align stored records with a newer version: unchanged, changed, new and removed ones."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from portal.parsing import labels
from portal.parsing.coverage import StoredSpan, printed_text
from portal.parsing.parsed_report import ParsedReport
from portal.parsing.text_alignment import align
from reports.models import Report, SourcePart


@dataclass
class Alignment:
    """Pairs of stored and parsed records; every record occurs once."""

    # The text of the source is unchanged, so the edited text stays.
    same: list[tuple[Any, Any]] = field(default_factory=list)
    changed: list[tuple[Any, Any]] = field(default_factory=list)
    new: list[Any] = field(default_factory=list)
    removed: list[Any] = field(default_factory=list)

    @property
    def matched(self) -> list[tuple[Any, Any]]:
        return [*self.same, *self.changed]

    @cached_property
    def changed_keys(self) -> set[int]:
        return {stored.pk for stored, _ in self.changed}


@dataclass
class ReimportPlan:
    """The changes of a reimport by record type; computing it changes nothing."""

    report: Report
    draft: ParsedReport
    sessions: Alignment
    paragraphs: Alignment
    recommendations: Alignment

    @property
    def parts(self) -> tuple[tuple[str, Alignment], ...]:
        return (
            ("sessions", self.sessions),
            ("paragraphs", self.paragraphs),
            ("recommendations", self.recommendations),
        )


def plan_reimport(report: Report, draft: ParsedReport) -> ReimportPlan:
    """Compare the stored report with a draft of its newer version."""
    previous = PreviousSource(report)
    return ReimportPlan(
        report,
        draft,
        align_records(
            list(report.sessions.in_document_order()),
            draft.sessions,
            previous.heading_text,
            lambda parsed: parsed.heading,
        ),
        align_records(
            list(report.paragraphs.in_document_order()),
            draft.paragraphs,
            previous.paragraph_text,
            lambda parsed: parsed.text,
        ),
        align_records(
            list(report.recommendations.in_document_order()),
            draft.recommendations,
            previous.record_text,
            lambda parsed: parsed.text,
        ),
    )


def align_records(
    stored: Sequence[Any],
    parsed: Sequence[Any],
    text_before: Callable[[Any], str],
    text_after: Callable[[Any], str],
) -> Alignment:
    before = [text_before(record) for record in stored]
    after = [text_after(record) for record in parsed]
    alignment = Alignment()
    pairs = align(before, after)
    for old_index, new_index in pairs:
        is_same = before[old_index].split() == after[new_index].split()
        (alignment.same if is_same else alignment.changed).append(
            (stored[old_index], parsed[new_index])
        )
    alignment.removed = unmatched(stored, (old_index for old_index, _ in pairs))
    alignment.new = unmatched(parsed, (new_index for _, new_index in pairs))
    return alignment


def unmatched(records: Sequence[Any], matched_indices: Iterable[int]) -> list[Any]:
    matched = set(matched_indices)
    return [record for index, record in enumerate(records) if index not in matched]


class PreviousSource:
    """The text that the stored source has for each record, regardless of later edits."""

    def __init__(self, report: Report):
        self.text = report.source.text
        discards = report.parts.filter(kind=SourcePart.Kind.DISCARD)
        self.holes = sorted(tuple(span) for part in discards for span in part.spans)

    def record_text(self, record: Any) -> str:
        """Return the text in the source; the stored text for records without spans."""
        if not record.spans:
            return record.text
        spans = [tuple(span) for span in record.spans]
        return printed_text(self.text, StoredSpan("", spans, ""), self.holes)

    def paragraph_text(self, paragraph: Any) -> str:
        return labels.strip_label(self.record_text(paragraph), paragraph.label)

    def heading_text(self, session: Any) -> str:
        return self.record_text(session) if session.spans else session.heading
