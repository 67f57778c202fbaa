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
from portal.importing import headings
from portal.importing.blocks import trim
from portal.importing.source import Span
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
    return Unit("heading", made)


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
        voice=voice_like(like),
        spans=spans,
    )
    return Unit("paragraph", made)


def asked(report: Report, spans: list[Span], text: str, like: Unit) -> Unit:
    is_same = isinstance(like.record, Recommendation)
    made = Recommendation(
        report=report,
        position=LAST,
        level=like.record.level if is_same else "",
        parent_id=like.record.parent_id if is_same else None,
        text=text,
        spans=spans,
    )
    made.reference = order.free_reference(report, Unit("recommendation", made))
    made.save()
    return Unit("recommendation", made)


def voice_like(like: Unit) -> str:
    """Return the voice of a paragraph's second half; who speaks in it is for the editor to say."""
    is_same = isinstance(like.record, Paragraph)
    voice = like.record.voice if is_same else Paragraph.Voice.DOCUMENT
    return Paragraph.Voice.DOCUMENT if voice == Paragraph.Voice.NAMED else voice


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
    cut = start + len(label)
    SourcePart.objects.create(
        report=report,
        kind=SourcePart.Kind.DISCARD,
        text=label,
        spans=[(start, cut)],
        reason="number of a point",
    )
    rest = trim(source.text, (cut, end))
    return [*([rest] if rest else []), *others]


def hand_over(unit: Unit, to: Unit) -> None:
    """Give what hangs on a piece that is about to go to the one that takes its words."""
    if isinstance(unit.record, Paragraph) and isinstance(to.record, Paragraph):
        # What the source prints finds its place by itself.
        unit.record.recommendations.filter(spans=[]).update(paragraph=to.record)
        unit.record.annexes_named.update(named_in=to.record)
        spoken = to.record.contributions.values("participation")
        if unit.record.voice == Paragraph.Voice.NAMED:
            to.record.voice = unit.record.voice
            to.record.save()
        unit.record.contributions.exclude(participation__in=spoken).update(
            paragraph=to.record
        )
        to.record.take_over_themes(unit.record)
        for name in ("organizations", "instruments", "speaking_organizations"):
            getattr(to.record, name).add(*getattr(unit.record, name).all())
    elif isinstance(unit.record, Session) and isinstance(to.record, Session):
        rehome(unit.record, to.record)
    elif isinstance(unit.record, Recommendation) and isinstance(
        to.record, Recommendation
    ):
        to.record.take_over_themes(unit.record)
        to.record.instruments.add(*unit.record.instruments.all())
        for one in unit.record.involvements.all():
            to.record.involvements.get_or_create(
                organization=one.organization, role=one.role
            )
