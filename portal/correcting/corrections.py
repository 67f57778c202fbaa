"""What an editor can do to the pieces of a draft: each in one transaction, each without losing a word."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import F

from portal.correcting import making, order
from portal.correcting.units import (
    CorrectionRefusedError,
    Source,
    Unit,
    refuse_unfit,
    unit_of,
    units_of,
)
from portal.importing import check
from portal.importing.blocks import trim
from portal.importing.fidelity import Fault
from recommendations.models import Recommendation
from reports.models import ImportNote, Report, Session, SourcePart, Theme
from reports.models.versions import StaleSaveError
from reports.signals import report_changed

LEVELS = Recommendation.Level.values
EDITABLE = {Report.Status.DRAFT, Report.Status.IN_REVIEW}


def correction(change: Callable[..., Any]) -> Callable[..., Any]:
    """Make a change one transaction, on top of the version that the editor saw.

    Raises StaleSaveError if somebody else has saved in between, CorrectionRefusedError for
    what cannot be done; then nothing has happened.
    """

    @wraps(change)
    @transaction.atomic
    def corrected(report: Report, version: int, *args: Any, **options: Any) -> Any:
        now = Report.objects.select_for_update().get(pk=report.pk)
        if now.status not in EDITABLE:
            raise CorrectionRefusedError(
                "The report is published. Withdraw it before you correct it here."
            )
        if now.version != version:
            raise StaleSaveError
        before = set(check.stored_faults(now))
        now.claim(version)
        outcome = change(now, *args, **options)
        order.settle(now)
        refuse_new_faults(before, set(check.stored_faults(now)))
        report_changed.send(sender=Report, report=now)
        return outcome

    return corrected


def refuse_new_faults(before: set[Fault], after: set[Fault]) -> None:
    """Refuse what would lose, add or move words: the order of the source is the report's."""
    for fault in sorted(after - before, key=lambda fault: fault.sentence):
        raise CorrectionRefusedError(
            f"This would not leave all words in their place: {fault.sentence}"
        )


@correction
def split(report: Report, key: str, offset: int) -> tuple[Unit, Unit]:
    """Cut a piece in two before a character of its text; the second becomes one of the same type."""
    unit, source = unit_of(report, key), Source(report)
    refuse_reworded(source, unit)
    if not unit.text[:offset].strip() or not unit.text[offset:].strip():
        raise CorrectionRefusedError("Choose a place inside the text to split it at.")
    cut = source.position(unit, offset)
    before = [(start, min(end, cut)) for start, end in unit.spans if start < cut]
    behind = [(max(start, cut), end) for start, end in unit.spans if end > cut]
    keep(unit, source, trimmed(source, before))
    made = making.make(report, unit.type, trimmed(source, behind), like=unit)
    return unit, made


@correction
def join(report: Report, key: str) -> Unit:
    """Put a piece behind the one of its type right before it; return the whole."""
    unit, source = unit_of(report, key), Source(report)
    before = [
        one
        for one in units_of(report)
        if one.start < unit.start and not one.is_discard and one.type != "footnote"
    ]
    if not before or before[-1].type != unit.type:
        raise CorrectionRefusedError(
            f"Before it stands no {unit.type} that it could be joined to."
        )
    first = before[-1]
    for one in (first, unit):
        refuse_reworded(source, one)
    if unit.kind == "recommendation":
        unit.record.points.update(parent=first.record, version=F("version") + 1)
    making.hand_over(unit, first)
    spans = [*first.spans, *unit.spans]
    unit.record.delete()
    keep(first, source, spans)
    return first


@correction
def retype(report: Report, key: str, to: str, reason: str = "") -> Unit:
    """Make another thing of a piece: heading, paragraph, recommendation, title, footnote or discard."""
    unit, source = unit_of(report, key), Source(report)
    if to == unit.type:
        raise CorrectionRefusedError(f"It is a {to} already.")
    if to == "discard" and not reason.strip():
        raise CorrectionRefusedError("Say why it is no part of the report.")
    if not unit.spans:
        raise CorrectionRefusedError(
            "No source printed it, so it cannot become something else."
        )
    spans = unit.spans
    if isinstance(unit.record, Session):
        making.rehome(unit.record, making.session_before(report, unit.start))
    if isinstance(unit.record, Recommendation):
        moved = {"parent": unit.record.parent, "version": F("version") + 1}
        unit.record.points.update(**moved)
    unit.record.delete()
    if to == "recommendation" and unit.label:
        spans = making.discard_label(report, source, spans, unit.label)
    return making.make(report, to, spans, like=unit, reason=reason.strip())


@correction
def set_level(report: Report, keys: list[str], level: str) -> int:
    """State the level of recommendations; those nested under them follow. Return how many were told."""
    if level not in {"", *LEVELS}:
        raise CorrectionRefusedError("There is no such level.")
    records = [unit_of(report, key).record for key in keys]
    for record in records:
        if not isinstance(record, Recommendation):
            raise CorrectionRefusedError("Only a recommendation has a level.")
        if record.parent_id:
            raise CorrectionRefusedError(
                f"{record.reference} has the level of what it stands under."
            )
        record.claim(record.version)
        Recommendation.objects.filter(pk=record.pk).update(level=level)
    return len(records)


@correction
def nest(report: Report, key: str, under: str) -> Unit:
    """Put a recommendation under an earlier one of its paragraph, or, with nothing, beside all."""
    unit = unit_of(report, key)
    above = unit_of(report, under) if under else None
    if unit.kind != "recommendation" or (above and above.kind != "recommendation"):
        raise CorrectionRefusedError("Only a recommendation stands under another.")
    if above and not is_before(above.record, unit.record):
        raise CorrectionRefusedError(
            "A recommendation stands under an earlier one of the same paragraph."
        )
    level = above.record.level if above else unit.record.level
    unit.record.claim(unit.record.version)
    Recommendation.objects.filter(pk=unit.record.pk).update(
        parent=above.record if above else None, level=level
    )
    return unit


@correction
def set_kind(report: Report, key: str, kind: str, number: str, title: str) -> Unit:
    """Say what a heading heads: its kind, its number, and its title, which the heading holds."""
    unit = unit_of(report, key)
    session = unit.record
    if not isinstance(session, Session) or kind not in Session.Kind.values:
        raise CorrectionRefusedError("Only a heading has a kind.")
    if not title.strip() or (session.heading and title.strip() not in session.heading):
        raise CorrectionRefusedError(
            f"The title is words of the heading as printed: “{session.heading}”."
        )
    session.claim(session.version)
    session.kind, session.number, session.title = kind, number.strip(), title.strip()
    refuse_unfit(session, "number", "title")
    session.save()
    return unit


@correction
def set_themes(report: Report, key: str, slugs: list[str]) -> Unit:
    """Say what a paragraph or a recommendation is about."""
    unit = unit_of(report, key)
    if unit.kind not in {"paragraph", "recommendation"}:
        raise CorrectionRefusedError("Only paragraphs and recommendations have themes.")
    unit.record.claim(unit.record.version)
    unit.record.themes.set(Theme.objects.filter(slug__in=slugs))
    return unit


def settle_note(report: Report, number: int, *, resolved: bool) -> ImportNote:
    """Tick a doubt off, or open it again. It changes nothing of the report."""
    note = report.import_notes.filter(pk=number).first()
    if note is None:
        raise CorrectionRefusedError("This note is not there any more.")
    note.resolved = resolved
    note.save(update_fields=["resolved"])
    return note


def is_before(above: Recommendation, below: Recommendation) -> bool:
    lineage, parent = set(), above
    while parent:
        lineage.add(parent.pk)
        parent = parent.parent
    same = above.paragraph_id == below.paragraph_id
    return same and above.position < below.position and below.pk not in lineage


def refuse_reworded(source: Source, unit: Unit) -> None:
    if source.says(unit).split() != unit.text.split():
        raise CorrectionRefusedError(
            "Its words were edited by hand, so the place in the source is not known. "
            "Put the source's words back first."
        )


def keep(unit: Unit, source: Source, spans: list[tuple[int, int]]) -> None:
    """Let a piece cover other stretches of the source, and say what they print."""
    record = unit.record
    record.spans = [list(span) for span in spans]
    text = source.printed(spans).removeprefix(unit.label).lstrip()
    if isinstance(record, Session):
        record.title = text if record.title not in text else record.title
        record.heading = text
    else:
        record.text = text
    if not isinstance(record, SourcePart):
        record.claim(record.version)
    record.save()


def trimmed(source: Source, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [kept for span in spans if (kept := trim(source.text, span))]
