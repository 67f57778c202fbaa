"""Check a stored report against its source: completeness, and edits since the import."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from portal.content import uncertain_places
from portal.content.notes.note_record import note_record
from portal.content.uncertain_places import UncertainPlace
from portal.documents import sandbox
from portal.parsing import coverage, labels
from portal.parsing.coverage import CoverageError, StoredSpan, excerpt
from portal.parsing.extraction_notes import extraction_notes
from portal.parsing.source import UnreadableError
from recommendations.models import Recommendation
from reports.models import Paragraph, Report, SourcePart
from reports.text import DIRECTION_CONTROLS, normalize_whitespace


@dataclass(frozen=True)
class Proof:
    """What is wrong with a report, and where it is uncertain whether its text is that of the file."""

    errors: list[CoverageError]
    uncertain: list[UncertainPlace]
    # Count of uncertain places that an editor has compared with the file.
    confirmed: int = 0

    @property
    def verdict(self) -> str:
        if self.errors:
            return "faulty"
        return "uncertain" if self.uncertain else "complete"


def prove(report: Report) -> Proof:
    """Compare the stored report with its file, which is extracted again, twice, in the sandbox."""
    document = report.source
    content = bytes(document.content)
    try:
        reread = sandbox.read_document(document.name, content)
    except UnreadableError as error:
        return Proof([CoverageError("source", f"The stored file cannot be read: {error}")], [])
    errors = coverage.check_file(content, document.sha256, document.text, reread)
    errors += find_text_errors(report)
    resolved = report.notes.filter(code=uncertain_places.CODE, resolved=True)
    confirmed = set(resolved.values_list("reason", "start", "end"))
    notes = extraction_notes(reread)
    uncertain = [
        note_record(note, document)
        for note in notes
        if (note.reason, *(note.span or (None, None))) not in confirmed
    ]
    places = uncertain_places.locate_notes(report, uncertain)
    return Proof(errors, places, len(notes) - len(places))


def find_errors(report: Report) -> list[CoverageError]:
    """Return what the stored report misses, adds or moves, and what is wrong with its file."""
    return prove(report).errors


def find_text_errors(report: Report) -> list[CoverageError]:
    """Return the differences between the stored report and the stored text of its source."""
    if report.source is None:
        return []
    errors = coverage.check_coverage(report.source.text, stored_spans(report))
    return errors + list(check_titles(report)) + list(check_nesting(report))


def stored_spans(report: Report) -> Iterator[StoredSpan]:
    """Yield every stored span of the source, named as in the editor.

    Parts come first; the rest follows in the order of the report.
    """
    by_paragraph = defaultdict(list)
    for recommendation in report.recommendations.in_document_order():
        by_paragraph[recommendation.paragraph_id].append(recommendation)
    for part in report.parts.order_by("pk"):
        is_discard = part.kind == SourcePart.Kind.DISCARD
        # Level headings and footnotes have no position in the order of the report.
        is_loose = part.kind in {SourcePart.Kind.HEADING, SourcePart.Kind.FOOTNOTE}
        yield StoredSpan(str(part), part.spans, part.text, is_discard, is_loose)
    for session in report.sessions.in_document_order():
        paragraphs = list(session.paragraphs.order_by("position"))
        if not any(paragraph.repeats_heading for paragraph in paragraphs[:1]):
            yield StoredSpan(f"Heading “{session.title}”", session.spans, session.heading)
        for paragraph in paragraphs:
            yield from paragraph_spans(paragraph, by_paragraph.pop(paragraph.pk, ()))
    for recommendations in by_paragraph.values():
        yield from map(recommendation_span, recommendations)


def paragraph_spans(
    paragraph: Paragraph, recommendations: Iterable[Recommendation]
) -> Iterator[StoredSpan]:
    name = paragraph_name(paragraph)
    yield StoredSpan(name, paragraph.spans, paragraph.text, label=paragraph.label)
    for recommendation in recommendations:
        if not is_quotation(recommendation, paragraph):
            yield recommendation_span(recommendation)


def is_quotation(recommendation: Recommendation, paragraph: Paragraph) -> bool:
    """Return whether a recommendation repeats words of its paragraph, and has no span of its own."""
    return not recommendation.spans and recommendation.text in paragraph.text


def recommendation_span(recommendation: Recommendation) -> StoredSpan:
    name = f"Recommendation {recommendation.number}"
    return StoredSpan(name, recommendation.spans, recommendation.text)


def paragraph_name(paragraph: Paragraph) -> str:
    return f"Paragraph {paragraph.number or paragraph.anchor}"


def check_titles(report: Report) -> Iterator[CoverageError]:
    """Find titles and numbers that differ from what the source prints."""
    if not is_printed(report.title, report):
        yield CoverageError("added", f"The title “{excerpt(report.title)}” is not in the source.")
    for session in report.sessions.exclude(heading=""):
        heading = normalize_whitespace(DIRECTION_CONTROLS.sub("", session.heading))
        if normalize_whitespace(session.title) not in heading:
            message = f"The title “{session.title}” is not in the heading “{session.heading}”."
            yield CoverageError("added", message)
    for paragraph in report.paragraphs.exclude(label=""):
        if paragraph.number != labels.label_number(paragraph.label):
            yield CoverageError(
                "added", f"Paragraph {paragraph.label} has the number {paragraph.number}."
            )


def is_printed(title: str, report: Report) -> bool:
    """Return whether the title block has the words of the title in order, perhaps with gaps."""
    title_parts = report.parts.filter(kind=SourcePart.Kind.TITLE).order_by("pk")
    words = iter(re.findall(r"\w+", " ".join(part.text for part in title_parts)))
    # The import names a report without a title after its file.
    is_file_name = title == PurePath(report.source.name).stem
    return is_file_name or all(word in words for word in re.findall(r"\w+", title))


def check_nesting(report: Report) -> Iterator[CoverageError]:
    """Find recommendations whose parent is not the one that their number implies."""
    recommendations = list(report.recommendations.in_document_order().select_related("parent"))
    numbers = {recommendation.number for recommendation in recommendations}
    for recommendation in recommendations:
        if recommendation.version > 1:
            # Edited: an editor may nest it elsewhere, and its number stays.
            continue
        stem = recommendation.number.rpartition(".")[0]
        expected_parent = stem if stem in numbers else ""
        parent = recommendation.parent.number if recommendation.parent else ""
        if expected_parent != parent:
            nesting = f"nested under {parent}" if parent else "not nested"
            yield CoverageError("moved", f"Recommendation {recommendation.number} is {nesting}.")


def edits_of(report: Report) -> list[str]:
    """Return the names of the items that were edited since the import."""
    edited = ["its own page"] if report.version > report.imported_version else []
    for records in (report.sessions, report.paragraphs, report.recommendations):
        edited += [excerpt(str(record)) for record in records.filter(version__gt=1)]
    # Not find_errors: the stored file cannot be edited.
    return edited + [error.message for error in find_text_errors(report)]
