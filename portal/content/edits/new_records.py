"""Make records of each type from spans of the source."""

from collections.abc import Iterable
from typing import TypeVar

from portal.content.edits import base
from portal.content.edits.base import NEW_POSITION, NO_SESSION, EditContext
from portal.content.edits.source_text import SourceText
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Paragraph, Part, Recommendation, Session, SpannedRecord, Spans
from portal.content.snapshot import Snapshot, source_order, start_of
from portal.parsing import headings
from portal.parsing.report_metadata import is_headed_by
from reports.text import slugify

AnySpanned = TypeVar("AnySpanned", bound=SpannedRecord)
PART_KINDS = {"title": "title", "level": "heading", "footnote": "footnote", "discard": "discard"}
TYPES = ("heading", "paragraph", "recommendation", *PART_KINDS)


def add_record(
    snapshot: Snapshot, block_type: str, spans: Spans, context: EditContext
) -> tuple[Snapshot, SpannedRecord]:
    """Add a record of one of TYPES with the text of the source at the spans; also return it."""
    source = SourceText(context.source_text, snapshot)
    text = source.text_of(spans, is_discard=block_type == "discard")
    key = snapshot.new_key()
    record: SpannedRecord
    match block_type:
        case "heading":
            record = new_session(snapshot, spans, text, context)
            snapshot = link_annexes(snapshot, record)
        case "paragraph":
            wanted = f"u{len(snapshot.paragraph) + 1}"
            anchor = base.free_anchor(snapshot, "paragraph", wanted, context)
            record = Paragraph(key, NO_SESSION, NEW_POSITION, anchor, text, spans=spans)
        case "recommendation":
            start = spans[0][0]
            above = last_before(snapshot.paragraph.values(), start)
            reference = base.free_reference(snapshot, base.stem_of(above), context)
            level = level_above(snapshot, start)
            record = Recommendation(key, NEW_POSITION, reference, text, level, spans=spans)
        case _ if block_type in PART_KINDS:
            record = Part(key, PART_KINDS[block_type], text, spans=spans)
        case _:
            raise SaveRefusedError("This type does not exist.")
    return snapshot.with_records(record), record


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
        anchor=base.free_anchor(snapshot, "session", wanted, context),
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


def last_before(records: Iterable[AnySpanned], start: int) -> AnySpanned | None:
    """Return the last record that begins before an offset of the source, or None."""
    before = (record for record in records if start_of(record) < start)
    return max(before, key=source_order, default=None)


def paragraph_above(snapshot: Snapshot, start: int) -> Paragraph | None:
    """Return the paragraph right above, or None if a heading lies between."""
    paragraph = last_before(snapshot.paragraph.values(), start)
    heading = last_before(snapshot.session.values(), start)
    is_above_heading = paragraph and heading and start_of(paragraph) < start_of(heading)
    return None if is_above_heading else paragraph


def level_above(snapshot: Snapshot, start: int) -> str:
    """Return the level of the heading right above that offset, or "" if there is none."""
    relevant = {"level", "paragraph", "heading"}
    above = last_before((r for r in snapshot.spanned if base.type_of(r) in relevant), start)
    return headings.level_of(above.text) if isinstance(above, Part) else ""
