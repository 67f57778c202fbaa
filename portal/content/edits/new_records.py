"""Make records of each type from spans of the source."""

from dataclasses import dataclass

from portal.content.edits import base
from portal.content.edits.base import NEW_POSITION, EditContext
from portal.content.edits.renumber import placeholder_session
from portal.content.edits.source_text import SourceText
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Paragraph, Part, Recommendation, Session, SpannedRecord, Spans
from portal.content.snapshot import Snapshot, start_of
from portal.parsing import headings, labels
from portal.parsing.blocks import trim_span
from portal.parsing.report_metadata import is_headed_by
from reports.text import slugify

PART_KINDS = {"title": "title", "level": "heading", "footnote": "footnote", "discard": "discard"}
TYPES = ("heading", "paragraph", "recommendation", *PART_KINDS)
MAX_REASON_LENGTH = 120


@dataclass(frozen=True)
class Origin:
    """What a new record is made from: spans of the source, and the record that had them."""

    spans: Spans
    like: SpannedRecord
    # Why it is not part of the report.
    reason: str = ""

    @property
    def start(self) -> int:
        return self.spans[0][0]


def add_record(
    snapshot: Snapshot, block_type: str, origin: Origin, context: EditContext
) -> tuple[Snapshot, SpannedRecord]:
    """Add a record of one of TYPES with the text of its origin; return it, too.

    A recommendation takes level and parent from the record that had the spans, if that was one.
    """
    source = SourceText(context.source_text, snapshot)
    text = source.text_of(origin.spans, is_discard=block_type == "discard")
    record: SpannedRecord
    match block_type:
        case "heading":
            record = new_session(snapshot, origin.spans, text, context)
            snapshot = link_annexes(snapshot, record)
        case "paragraph":
            snapshot, session = session_before(snapshot, origin.start, context)
            record = new_paragraph(snapshot, session, origin.spans, text, context)
        case "recommendation":
            record = new_recommendation(snapshot, origin, text, context)
        case _ if block_type in PART_KINDS:
            record = new_part(snapshot, PART_KINDS[block_type], origin, text)
        case _:
            raise SaveRefusedError("This type does not exist.")
    return snapshot.with_records(record), record


def new_part(snapshot: Snapshot, kind: str, origin: Origin, text: str) -> Part:
    return Part(snapshot.new_key(), kind, text, origin.reason.strip(), origin.spans)


def refuse_reason(block_type: str, reason: str) -> None:
    """Raise SaveRefusedError unless a discard has a reason, and no reason is too long."""
    if block_type == "discard" and not reason.strip():
        raise SaveRefusedError("Give the reason why it is not part of the report.")
    if len(reason.strip()) > MAX_REASON_LENGTH:
        raise SaveRefusedError(f"Reason: write at most {MAX_REASON_LENGTH} characters.")


def new_session(snapshot: Snapshot, spans: Spans, text: str, context: EditContext) -> Session:
    parsed = headings.session_of(text)
    wanted = slugify(text, 50) or "session"
    return Session(
        key=snapshot.new_key(),
        position=NEW_POSITION,
        kind=parsed.kind or "session",
        number=parsed.number,
        title=parsed.title,
        heading=text,
        anchor=base.free_anchor(snapshot, "sessions", wanted, context),
        spans=spans,
    )


def link_annexes(snapshot: Snapshot, session: Session) -> Snapshot:
    """Link a new annex session to the annexes of that label that have no session yet."""
    if session.kind != "annex":
        return snapshot
    return snapshot.with_records(
        *(
            annex._replace(session=session.key)
            for annex in snapshot.annex.values()
            if annex.session is None and is_headed_by(session.heading, annex.label)
        )
    )


def new_paragraph(
    snapshot: Snapshot, session: Session, spans: Spans, text: str, context: EditContext
) -> Paragraph:
    wanted = f"u{len(snapshot.paragraph) + 1}"
    return Paragraph(
        key=snapshot.new_key(),
        session=session.key,
        position=NEW_POSITION,
        anchor=base.free_anchor(snapshot, "paragraphs", wanted, context),
        text=text,
        spans=spans,
    )


def new_recommendation(
    snapshot: Snapshot, origin: Origin, text: str, context: EditContext
) -> Recommendation:
    same = origin.like if isinstance(origin.like, Recommendation) else None
    above = paragraph_before(snapshot, origin.start)
    return Recommendation(
        key=snapshot.new_key(),
        position=NEW_POSITION,
        reference=base.free_reference(snapshot, base.stem_of(above), context),
        text=text,
        level=same.level if same else level_above(snapshot, origin.start),
        parent=same.parent if same else None,
        spans=origin.spans,
        # A version above 1 marks it as edited: its number need not match its parent.
        version=2 if same else 1,
    )


def paragraph_before(snapshot: Snapshot, start: int) -> Paragraph | None:
    """Return the last paragraph that begins before that offset of the source."""
    before = [record for record in snapshot.paragraph.values() if start_of(record) < start]
    return max(before, key=start_of, default=None)


def paragraph_above(snapshot: Snapshot, start: int) -> Paragraph | None:
    """Return the paragraph right above, to which a recommendation would belong; not a heading's."""
    before = [session for session in snapshot.session.values() if start_of(session) < start]
    paragraph = paragraph_before(snapshot, start)
    heading = max(before, key=start_of, default=None)
    is_above_heading = paragraph and heading and start_of(paragraph) < start_of(heading)
    return None if is_above_heading else paragraph


def level_above(snapshot: Snapshot, start: int) -> str:
    """Return the level of the heading right above that offset, or "" if there is none."""
    above = [
        record
        for record in snapshot.spanned
        if start_of(record) < start and base.type_of(record) in {"level", "paragraph", "heading"}
    ]
    is_level = above and base.type_of(above[-1]) == "level"
    return headings.level_of(above[-1].text) if is_level else ""  # type: ignore[union-attr]


def session_before(
    snapshot: Snapshot, start: int, context: EditContext
) -> tuple[Snapshot, Session]:
    """Return the last session that begins before that offset, or a new one without heading."""
    before = [session for session in snapshot.session.values() if start_of(session) < start]
    if before:
        return snapshot, max(before, key=lambda session: (start_of(session), session.position))
    session = placeholder_session(snapshot, context)
    return snapshot.with_records(session), session


def move_paragraphs(snapshot: Snapshot, session: Session, to: Session) -> Snapshot:
    """Move the paragraphs of a session to another; their place there follows from the source."""
    return snapshot.with_records(
        *(
            paragraph._replace(session=to.key, position=paragraph.position + NEW_POSITION)
            for paragraph in snapshot.paragraphs_of(session.key)
        )
    )


def discard_label(
    snapshot: Snapshot, spans: Spans, label: str, context: EditContext
) -> tuple[Snapshot, Spans]:
    """Discard the label at the beginning of the spans; return the remaining spans, too."""
    (start, end), *others = spans
    text = context.source_text
    length = labels.label_length(text[start:end], label)
    if length is None:
        # The label was edited, and is not what the source prints.
        return snapshot, spans
    middle = start + length
    part = Part(
        key=snapshot.new_key(),
        kind="discard",
        text=text[start:middle],
        reason="number of a point",
        spans=((start, middle),),
    )
    rest = trim_span(text, (middle, end))
    return snapshot.with_records(part), (*([rest] if rest else []), *others)
