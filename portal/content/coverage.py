"""Compare a snapshot with the text of its source: every character once, in order, unchanged."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from portal.content.item_names import number_of, record_name
from portal.content.schema import Paragraph, Recommendation
from portal.content.snapshot import Snapshot, source_order
from portal.parsing import coverage, labels
from portal.parsing.coverage import CoverageError, StoredSpan, excerpt
from reports.text import DIRECTION_CONTROLS, normalize_whitespace


def text_errors(snapshot: Snapshot, text: str, file_name: str) -> list[CoverageError]:
    """Return the differences between a snapshot and the text of its source."""
    if snapshot.source is None:
        return []
    errors = coverage.check_coverage(text, stored_spans(snapshot))
    return [
        *errors,
        *check_title(snapshot, file_name),
        *check_headings(snapshot),
        *check_numbers(snapshot),
        *check_nesting(snapshot),
    ]


def stored_spans(snapshot: Snapshot) -> Iterator[StoredSpan]:
    """Yield every stored span of the source, named as in the editor.

    Parts come first; the rest follows in the order of the report.
    """
    for _, part in sorted(snapshot.part.items()):
        # Level headings and footnotes have no position in the order of the report.
        is_loose = part.kind in {"heading", "footnote"}
        spans, is_discard = list(part.spans), part.kind == "discard"
        yield StoredSpan(record_name(part), spans, part.text, is_discard, is_loose)
    for session in snapshot.sessions:
        paragraphs = snapshot.paragraphs_of(session.key)
        # The heading right above its points may be stored as a paragraph.
        repeats = not session.spans and paragraphs and paragraphs[0].text == session.heading
        if not repeats:
            name = f"Heading “{session.title}”"
            yield StoredSpan(name, list(session.spans), session.heading)
        for paragraph in paragraphs:
            yield from paragraph_spans(snapshot, paragraph)
    for key, recommendations in snapshot.recommendations_by_paragraph.items():
        if key not in snapshot.paragraph:
            yield from map(recommendation_span, recommendations)


def paragraph_spans(snapshot: Snapshot, paragraph: Paragraph) -> Iterator[StoredSpan]:
    name = f"Paragraph {paragraph.number or paragraph.anchor}"
    yield StoredSpan(name, list(paragraph.spans), paragraph.text, label=paragraph.label)
    for recommendation in snapshot.recommendations_by_paragraph.get(paragraph.key, ()):
        # One that repeats words of its paragraph has no span of its own.
        if recommendation.spans or recommendation.text not in paragraph.text:
            yield recommendation_span(recommendation)


def recommendation_span(recommendation: Recommendation) -> StoredSpan:
    name = f"Recommendation {number_of(recommendation)}"
    return StoredSpan(name, list(recommendation.spans), recommendation.text)


def check_title(snapshot: Snapshot, file_name: str) -> Iterator[CoverageError]:
    """Find a title whose words are not in the title block in their order, with or without gaps."""
    title = snapshot.report.title
    parts = [
        part.text
        for part in sorted(snapshot.part.values(), key=source_order)
        if part.kind == "title"
    ]
    words = iter(re.findall(r"\w+", " ".join(parts)))
    # The import names a report without a title after its file.
    is_file_name = title == PurePath(file_name).stem
    if not is_file_name and not all(word in words for word in re.findall(r"\w+", title)):
        yield CoverageError("added", f"The title “{excerpt(title)}” is not in the source.")


def check_headings(snapshot: Snapshot) -> Iterator[CoverageError]:
    for session in snapshot.sessions:
        heading = normalize_whitespace(DIRECTION_CONTROLS.sub("", session.heading))
        if heading and normalize_whitespace(session.title) not in heading:
            message = f"The title “{session.title}” is not in the heading “{session.heading}”."
            yield CoverageError("added", message)


def check_numbers(snapshot: Snapshot) -> Iterator[CoverageError]:
    for record in snapshot.paragraphs:
        if record.label and record.number != labels.label_number(record.label):
            message = f"Paragraph {record.label} has the number {record.number}."
            yield CoverageError("added", message)


def check_nesting(snapshot: Snapshot) -> Iterator[CoverageError]:
    """Find recommendations whose parent is not the one that their number implies."""
    numbers = {number_of(record) for record in snapshot.recommendations}
    for record in snapshot.recommendations:
        if record.version > 1:
            # Edited: an editor may nest it elsewhere, and its number stays.
            continue
        stem = number_of(record).rpartition(".")[0]
        expected_parent = stem if stem in numbers else ""
        parent = number_of(snapshot.recommendation[record.parent]) if record.parent else ""
        if expected_parent != parent:
            nesting = f"nested under {parent}" if parent else "not nested"
            yield CoverageError("moved", f"Recommendation {number_of(record)} is {nesting}.")
