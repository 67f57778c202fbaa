"""New records for stretches of the source: the one place that knows what each type needs."""

from django.db.models import F

from portal.correcting import order
from portal.correcting.order import LAST, STAND_IN
from portal.correcting.units import (
    Source,
    Unit,
    refuse_unfit,
    units_of,
)
from portal.history.saving import SaveRefusedError
from portal.importing import headings, labels
from portal.importing.blocks import trim
from portal.importing.source import Span
from portal.importing.stated import is_headed_by
from recommendations.models import Recommendation
from reports.models import Paragraph, Report, Session, SourcePart
from reports.text import slugged

PARTS = {
    "title": SourcePart.Kind.TITLE,
    "level": SourcePart.Kind.HEADING,
    "footnote": SourcePart.Kind.FOOTNOTE,
    "discard": SourcePart.Kind.DISCARD,
}
TYPES = ("heading", "paragraph", "recommendation", *PARTS)


def make(
    report: Report, kind: str, spans: list[Span], *, like: Unit, reason: str = ""
) -> Unit:
    """Store the stretches as a piece of that type; what `like` was goes on where it can."""
    text = Source(report).printed(spans)
    makers = {"heading": session, "paragraph": paragraph, "recommendation": asked}
    if kind in makers:
        return makers[kind](report, spans, text, like)
    if kind not in PARTS:
        raise SaveRefusedError("There is no such type.")
    made = SourcePart(
        report=report, kind=PARTS[kind], text=text, spans=spans, reason=reason
    )
    refuse_unfit(made, "reason")
    made.save()
    return Unit("part", made)


def session(report: Report, spans: list[Span], text: str, like: Unit) -> Unit:
    said = headings.session_of(text)
    made = Session.objects.create(
        report=report,
        position=LAST,
        kind=said.kind or Session.Kind.SESSION,
        number=said.number,
        title=said.title,
        heading=text,
        anchor=order.free_anchor(report, "sessions", slugged(text, 50) or "session"),
        spans=spans,
    )
    supply(made)
    return Unit("heading", made)


def supply(session: Session) -> None:
    """Let an annex that the report names, and nothing supplied, be the one under this heading."""
    if session.kind != Session.Kind.ANNEX:
        return
    for annex in session.report.annexes.filter(session=None):
        if is_headed_by(session.heading, annex.label):
            annex.session = session
            annex.save()


def paragraph(report: Report, spans: list[Span], text: str, like: Unit) -> Unit:
    home = session_before(report, spans[0][0])
    made = Paragraph.objects.create(
        report=report,
        session=home,
        position=LAST,
        anchor=order.free_anchor(
            report, "paragraphs", f"u{report.paragraphs.count() + 1}"
        ),
        text=text,
        voice=Paragraph.Voice.DOCUMENT,
        spans=spans,
    )
    return Unit("paragraph", made)


def asked(report: Report, spans: list[Span], text: str, like: Unit) -> Unit:
    is_same = isinstance(like.record, Recommendation)
    made = Recommendation(
        report=report,
        position=LAST,
        level=like.record.level if is_same else level_above(report, spans[0][0]),
        parent_id=like.record.parent_id if is_same else None,
        text=text,
        spans=spans,
        # An editor made it, and its number says nothing of what it stands under.
        version=2 if is_same else 1,
    )
    made.reference = order.free_reference(report, Unit("recommendation", made))
    made.save()
    return Unit("recommendation", made)


def level_above(report: Report, start: int) -> str:
    """Return the level that the heading states under which a new recommendation stands."""
    before = [one for one in units_of(report) if one.start < start]
    heads = [one for one in before if one.type in {"level", "paragraph", "heading"}]
    is_level = heads and heads[-1].type == "level"
    return headings.level_of(heads[-1].text) if is_level else ""


def session_before(report: Report, start: int) -> Session:
    before = [
        one for one in units_of(report) if one.kind == "heading" and one.start < start
    ]
    if before:
        return before[-1].record
    return Session.objects.create(
        report=report,
        position=LAST,
        kind=Session.Kind.SESSION,
        title=STAND_IN,
        anchor=order.free_anchor(report, "sessions", "text"),
    )


def rehome(session: Session, to: Session) -> None:
    """Let the paragraphs of a session that is about to go stand under another."""
    session.paragraphs.update(session=to, position=F("position") + LAST)


def discard_label(
    report: Report, source: Source, spans: list[Span], label: str
) -> list[Span]:
    """Take the number off that a paragraph begins with; return the stretches that are left."""
    (start, end), *others = spans
    length = labels.length_in(source.text[start:end], label)
    if length is None:
        # An editor has typed another number than the source prints.
        return spans
    cut = start + length
    SourcePart.objects.create(
        report=report,
        kind=SourcePart.Kind.DISCARD,
        text=source.text[start:cut],
        spans=[(start, cut)],
        reason="number of a point",
    )
    rest = trim(source.text, (cut, end))
    return [*([rest] if rest else []), *others]
