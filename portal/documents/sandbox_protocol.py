"""Messages between the portal and the sandboxed worker: JSON, validated on arrival.

The worker has parsed an untrusted file, so its response is untrusted as well.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError

from portal.documents.spreadsheets.read_table import ReadTable
from portal.parsing.disagreement import Disagreement, DisagreementKind
from portal.parsing.formatting import MAX_FORMATTED_SPANS, is_kept
from portal.parsing.gazetteer import Vocabulary
from portal.parsing.parsed_report import Paragraph, ParsedReport
from portal.parsing.source import Source

# Why there is no comparison after a result: the worker was killed, or it failed.
COMPARISON_TOO_LONG = "the second extraction takes too long"
COMPARISON_FAILED = "the second extraction failed"


class ProtocolError(ValueError):
    """The message does not have the expected types."""


class Task(StrEnum):
    """What the worker does with the file."""

    READ_REPORT = "read report"
    RENDER_PAGE = "render page"
    READ_TABLE = "read table"
    CHECK_ATTACHMENT = "check attachment"


@dataclass(frozen=True)
class WorkerRequest:
    """The request, without the file's bytes."""

    name: str
    vocabulary: Vocabulary | None = None
    # The page of a PDF to render; 0 for none.
    page: int = 0
    task: Task = Task.READ_REPORT


@dataclass(frozen=True)
class WorkerResult:
    """The worker's response: an error message that refuses the file, or source and draft."""

    refused: str
    source: Source | None = None
    draft: ParsedReport | None = None
    # For each paragraph, the indices of its speakers in the draft's list.
    speakers: tuple[tuple[int, ...], ...] = ()
    # A page as a PNG image in Base64.
    picture: str = ""
    table: ReadTable | None = None
    # The media type of an attachment.
    media_type: str = ""

    @classmethod
    def of(cls, source: Source, draft: ParsedReport) -> "WorkerResult":
        indices = {id(speaker): index for index, speaker in enumerate(draft.speakers)}
        speakers = tuple(
            tuple(indices[id(speaker)] for speaker in paragraph.speakers)
            for paragraph in draft.paragraphs
        )
        sessions = [
            replace(
                session,
                paragraphs=[replace(p, speakers=[]) for p in session.paragraphs],
            )
            for session in draft.sessions
        ]
        return cls("", source, replace(draft, sessions=sessions), speakers)

    def with_speakers(self) -> ParsedReport:
        """Return the draft with the speakers assigned to its paragraphs.

        Raises ProtocolError if the result is inconsistent.
        """
        if self.draft is None:
            raise ProtocolError
        speakers, paragraphs = self.draft.speakers, self.draft.paragraphs
        if len(self.speakers) != len(paragraphs):
            raise ProtocolError
        refuse_unknown_parents(self.draft)
        refuse_curated(self.draft)
        for paragraph, indices in zip(paragraphs, self.speakers, strict=True):
            refuse_unknown_speakers(paragraph, indices, len(speakers))
            paragraph.speakers = [speakers[index] for index in indices]
        return self.draft


def refuse_unknown_parents(draft: ParsedReport) -> None:
    references = {""}
    for recommendation in draft.recommendations:
        if recommendation.parent not in references or recommendation.reference in references:
            raise ProtocolError
        references.add(recommendation.reference)


def refuse_curated(draft: ParsedReport) -> None:
    """Refuse a draft that claims curated subjects: only a curation file makes them."""
    subjects = [paragraph.subjects for paragraph in draft.paragraphs]
    subjects += [recommendation.subjects for recommendation in draft.recommendations]
    if any(item.are_curated for item in subjects):
        raise ProtocolError


def refuse_unknown_speakers(paragraph: Paragraph, indices: tuple[int, ...], count: int) -> None:
    if paragraph.speakers or any(not 0 <= index < count for index in indices):
        raise ProtocolError


RESULT: TypeAdapter[WorkerResult] = TypeAdapter(WorkerResult)
COMPARISON: TypeAdapter[tuple[Disagreement, ...]] = TypeAdapter(tuple[Disagreement, ...])
REQUEST: TypeAdapter[WorkerRequest] = TypeAdapter(WorkerRequest)


def load_result(content: bytes, failure: str = COMPARISON_FAILED) -> WorkerResult:
    """Return the worker's result. Raises ProtocolError for any other content.

    The comparison is in a second line. If that is missing or invalid, `failure` is the reason.
    """
    first_line, _, second_line = content.partition(b"\n")
    try:
        result = RESULT.validate_json(first_line, strict=True)
    except ValidationError:
        raise ProtocolError from None
    if result.table is not None and not result.table.is_valid:
        raise ProtocolError
    if result.source is None:
        return result
    refuse_invalid_formatting(result.source)
    disagreements = load_comparison(result.source, second_line, failure)
    return replace(result, source=replace(result.source, disagreements=disagreements))


def refuse_invalid_formatting(source: Source) -> None:
    if len(source.formatting) > MAX_FORMATTED_SPANS or any(
        not (0 <= span.start < span.end <= len(source.text) and is_kept(span))
        for span in source.formatting
    ):
        raise ProtocolError


def load_comparison(source: Source, line: bytes, failure: str) -> tuple[Disagreement, ...]:
    """Return the places where the second extraction differs; one for the whole file if it failed."""
    failed = (Disagreement(DisagreementKind.NOT_COMPARED, 0, len(source.text), theirs=failure),)
    try:
        disagreements = COMPARISON.validate_json(line, strict=True)
    except ValidationError:
        return failed
    are_valid = all(0 <= item.start <= item.end <= len(source.text) for item in disagreements)
    return disagreements if are_valid else failed
