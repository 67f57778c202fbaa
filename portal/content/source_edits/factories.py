"""Create records of each block type from spans of the source."""

from django.db.models import F

from portal.content.locking import SaveRefusedError
from portal.content.source_edits import reorder
from portal.content.source_edits.reorder import NEW_POSITION, PLACEHOLDER_TITLE
from portal.content.source_edits.source_spans import Block, SourceText, blocks_of, validate_record
from portal.parsing import headings, labels
from portal.parsing.blocks import trim_span
from portal.parsing.report_metadata import is_headed_by
from portal.parsing.source import Span
from recommendations.models import Recommendation
from reports.models import Paragraph, Report, Session, SourcePart
from reports.text import slugify

PART_KINDS = {
    "title": SourcePart.Kind.TITLE,
    "level": SourcePart.Kind.HEADING,
    "footnote": SourcePart.Kind.FOOTNOTE,
    "discard": SourcePart.Kind.DISCARD,
}
TYPES = ("heading", "paragraph", "recommendation", *PART_KINDS)


def create_item(
    report: Report, block_type: str, spans: list[Span], *, like: Block, reason: str = ""
) -> Block:
    """Store the spans as a block of that type.

    A recommendation takes level and parent from the block `like` if that is one too.
    """
    text = SourceText(report).text_of(spans)
    factories = {
        "heading": create_session,
        "paragraph": create_paragraph,
        "recommendation": create_recommendation,
    }
    if block_type in factories:
        return factories[block_type](report, spans, text, like)
    if block_type not in PART_KINDS:
        raise SaveRefusedError("This type does not exist.")
    part = SourcePart(
        report=report,
        kind=PART_KINDS[block_type],
        text=text,
        spans=spans,
        reason=reason,
    )
    validate_record(part, "reason")
    part.save()
    return Block("part", part)


def create_session(report: Report, spans: list[Span], text: str, like: Block) -> Block:
    parsed = headings.session_of(text)
    session = Session.objects.create(
        report=report,
        position=NEW_POSITION,
        kind=parsed.kind or Session.Kind.SESSION,
        number=parsed.number,
        title=parsed.title,
        heading=text,
        anchor=reorder.free_anchor(report, "sessions", slugify(text, 50) or "session"),
        spans=spans,
    )
    link_annexes(session)
    return Block("heading", session)


def link_annexes(session: Session) -> None:
    """Link a new annex session to the annexes of that label that have no session yet."""
    if session.kind != Session.Kind.ANNEX:
        return
    for annex in session.report.annexes.filter(session=None):
        if is_headed_by(session.heading, annex.label):
            annex.session = session
            annex.save()


def create_paragraph(report: Report, spans: list[Span], text: str, like: Block) -> Block:
    session = session_before(report, spans[0][0])
    paragraph = Paragraph.objects.create(
        report=report,
        session=session,
        position=NEW_POSITION,
        anchor=reorder.free_anchor(report, "paragraphs", f"u{report.paragraphs.count() + 1}"),
        text=text,
        voice=Paragraph.Voice.DOCUMENT,
        spans=spans,
    )
    return Block("paragraph", paragraph)


def create_recommendation(report: Report, spans: list[Span], text: str, like: Block) -> Block:
    is_same_type = isinstance(like.record, Recommendation)
    recommendation = Recommendation(
        report=report,
        position=NEW_POSITION,
        level=like.record.level if is_same_type else level_above(report, spans[0][0]),
        parent_id=like.record.parent_id if is_same_type else None,
        text=text,
        spans=spans,
        # A version above 1 marks it as edited: its number need not match its parent.
        version=2 if is_same_type else 1,
    )
    recommendation.reference = reorder.free_reference(
        report, Block("recommendation", recommendation)
    )
    recommendation.save()
    return Block("recommendation", recommendation)


def level_above(report: Report, start: int) -> str:
    """Return the level of the heading right above that offset, or "" if there is none."""
    before = [block for block in blocks_of(report) if block.start < start]
    above = [block for block in before if block.type in {"level", "paragraph", "heading"}]
    is_level = above and above[-1].type == "level"
    return headings.level_of(above[-1].text) if is_level else ""


def session_before(report: Report, start: int) -> Session:
    """Return the last session that begins before that offset, or a new one without heading."""
    before = [
        block for block in blocks_of(report) if block.kind == "heading" and block.start < start
    ]
    if before:
        return before[-1].record
    return Session.objects.create(
        report=report,
        position=NEW_POSITION,
        kind=Session.Kind.SESSION,
        title=PLACEHOLDER_TITLE,
        anchor=reorder.free_anchor(report, "sessions", "text"),
    )


def reparent(session: Session, to: Session) -> None:
    """Move the paragraphs of a session after those of another."""
    session.paragraphs.update(session=to, position=F("position") + NEW_POSITION)


def discard_label(report: Report, source: SourceText, spans: list[Span], label: str) -> list[Span]:
    """Discard the label at the beginning of the spans; return the remaining spans."""
    (start, end), *others = spans
    length = labels.label_length(source.text[start:end], label)
    if length is None:
        # The label was edited, and is not what the source prints.
        return spans
    cut = start + length
    SourcePart.objects.create(
        report=report,
        kind=SourcePart.Kind.DISCARD,
        text=source.text[start:cut],
        spans=[(start, cut)],
        reason="number of a point",
    )
    rest = trim_span(source.text, (cut, end))
    return [*([rest] if rest else []), *others]
