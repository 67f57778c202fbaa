"""What an editor can do to the pieces of a draft: each in one transaction, each without losing a word."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import F

from portal.correcting import making, order, retyping, words
from portal.correcting.units import (
    Source,
    Unit,
    refuse_unfit,
    unit_of,
    units_of,
)
from portal.history import recording
from portal.history.saving import SaveRefusedError, held
from portal.importing import check, labels
from portal.importing.blocks import trim
from portal.importing.fidelity import Fault
from recommendations.models import Recommendation
from reports.models import Report, Session, SourcePart, Theme, ThemeStatus
from reports.signals import report_changed
from reports.text import collapsed

LEVELS = Recommendation.Level.values


def correction(
    deed: str,
    *,
    named: Callable[..., str] | None = None,
    allows: Collection[str] = (),
) -> Callable[..., Any]:
    """Make a change one transaction and one revision, on top of the version that the editor saw.

    What it decorates is called with the report, the version that the editor saw, the key of a
    piece (or several, or none) and its own arguments; `by` and `comment` say who corrects, and why.
    `named` says what the history calls the piece; `allows` are the kinds of differences from
    the source that an editor makes on purpose.
    Raises StaleSaveError if somebody else has saved in between, SaveRefusedError for
    what cannot be done; then nothing has happened.
    """

    def decorate(change: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(change)
        @transaction.atomic
        def corrected(
            report: Report,
            version: int,
            *args: Any,
            by: Any = None,
            comment: str = "",
            **options: Any,
        ) -> Any:
            now = held(report, version, by)
            before = set(check.stored_faults(now))
            told = f"{deed}: {(named or called)(now, *args[:1])}"
            outcome = change(now, *args, **options)
            order.settle(now)
            refuse_new_faults(before, faults_left(now, allows))
            recording.record(now, told, by=by, comment=comment)
            report.version = now.version
            report_changed.send(sender=Report, report=now)
            return outcome

        return corrected

    return decorate


def faults_left(report: Report, allowed: Collection[str]) -> set[Fault]:
    return {one for one in check.stored_faults(report) if one.kind not in allowed}


def called(report: Report, keys: str | list[str]) -> str:
    """Return how the history names the pieces that a correction is about."""
    keys = [keys] if isinstance(keys, str) else keys
    names = [str(unit_of(report, key).record)[:80] for key in keys]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{names[0]}{more}" if names else "nothing"


def refuse_new_faults(before: set[Fault], after: set[Fault]) -> None:
    """Refuse what would lose, add or move words: the order of the source is the report's."""
    for fault in sorted(after - before, key=lambda fault: fault.sentence):
        raise SaveRefusedError(
            f"This would not leave all words in their place: {fault.sentence}"
        )


@correction("Split")
def split(report: Report, key: str, offset: int) -> tuple[Unit, Unit]:
    """Cut a piece in two before a character of its text; the second becomes one of the same type."""
    unit, source = unit_of(report, key), Source(report)
    refuse_reworded(source, unit)
    if not unit.text[:offset].strip() or not unit.text[offset:].strip():
        raise SaveRefusedError("Choose a place inside the text to split it at.")
    cut = source.position(unit, offset)
    before = [(start, min(end, cut)) for start, end in unit.spans if start < cut]
    behind = [(max(start, cut), end) for start, end in unit.spans if end > cut]
    keep(unit, source, trimmed(source, before))
    reason = unit.record.reason if unit.is_discard else ""
    behind = trimmed(source, behind)
    made = making.make(report, unit.type, behind, like=unit, reason=reason)
    words.share(unit, made)
    return unit, made


@correction("Joined to the piece before")
def join(report: Report, key: str) -> Unit:
    """Put a piece behind the one of its type right before it; return the whole."""
    unit, source = unit_of(report, key), Source(report)
    before = [
        one
        for one in units_of(report)
        if one.start < unit.start and not one.is_discard and one.type != "footnote"
    ]
    if not before or before[-1].type != unit.type:
        raise SaveRefusedError(
            f"Before it stands no {unit.type} that it could be joined to."
        )
    first = before[-1]
    for one in (first, unit):
        refuse_reworded(source, one)
    words.refuse_apart(first, unit)
    if unit.kind == "heading":
        making.rehome(unit.record, first.record)
    if unit.kind == "recommendation":
        unit.record.points.update(parent=first.record, version=F("version") + 1)
    words.hand_over(unit, first)
    spans = [*first.spans, *unit.spans]
    unit.record.delete()
    keep(first, source, spans)
    return first


@correction("Made another thing of")
def retype(report: Report, key: str, to: str, reason: str = "") -> Unit:
    """Make another thing of a piece: heading, paragraph, recommendation, title, footnote or discard."""
    unit, source = unit_of(report, key), Source(report)
    if to == unit.type:
        raise SaveRefusedError(f"It is a {to} already.")
    if to == "discard" and not reason.strip():
        raise SaveRefusedError("Say why it is no part of the report.")
    refuse_unfit(SourcePart(reason=reason.strip()), "reason")
    if not unit.spans:
        raise SaveRefusedError(
            "No source printed it, so it cannot become something else."
        )
    spans, said = unit.spans, retyping.kept_by(report, unit, to)
    if isinstance(unit.record, Session):
        making.rehome(unit.record, making.session_before(report, unit.start))
    if isinstance(unit.record, Recommendation):
        moved = {"parent": unit.record.parent, "version": F("version") + 1}
        unit.record.points.update(**moved)
    unit.record.delete()
    if to == "recommendation" and unit.label:
        spans = making.discard_label(report, source, spans, unit.label)
    made = making.make(report, to, spans, like=unit, reason=reason.strip())
    retyping.finish(report, made, said, unit)
    return made


@correction("Level set")
def set_level(report: Report, keys: list[str], level: str) -> int:
    """State the level of recommendations; those nested under them follow. Return how many were told."""
    if level not in {"", *LEVELS}:
        raise SaveRefusedError("There is no such level.")
    records = [unit_of(report, key).record for key in keys]
    for record in records:
        if not isinstance(record, Recommendation):
            raise SaveRefusedError("Only a recommendation has a level.")
        if record.parent_id:
            raise SaveRefusedError(
                f"{record.number} has the level of what it stands under."
            )
        record.claim(record.version)
        Recommendation.objects.filter(pk=record.pk).update(level=level)
    return len(records)


@correction("Nested")
def nest(report: Report, key: str, under: str) -> Unit:
    """Put a recommendation under an earlier one of its paragraph, or, with nothing, beside all."""
    unit = unit_of(report, key)
    above = unit_of(report, under) if under else None
    if unit.kind != "recommendation" or (above and above.kind != "recommendation"):
        raise SaveRefusedError("Only a recommendation stands under another.")
    if above and not is_before(above.record, unit.record):
        raise SaveRefusedError(
            "A recommendation stands under an earlier one of the same paragraph."
        )
    level = above.record.level if above else unit.record.level
    unit.record.claim(unit.record.version)
    Recommendation.objects.filter(pk=unit.record.pk).update(
        parent=above.record if above else None, level=level
    )
    return unit


@correction("Heading set")
def set_kind(report: Report, key: str, kind: str, number: str, title: str) -> Unit:
    """Say what a heading heads: its kind, its number, and its title, which the heading holds."""
    unit = unit_of(report, key)
    session = unit.record
    if not isinstance(session, Session) or kind not in Session.Kind.values:
        raise SaveRefusedError("Only a heading has a kind.")
    title = collapsed(title)
    if not title or (session.heading and title not in collapsed(session.heading)):
        raise SaveRefusedError(
            f"The title is words of the heading as printed: “{session.heading}”."
        )
    session.claim(session.version)
    session.kind, session.number, session.title = kind, collapsed(number), title
    refuse_unfit(session, "number", "title")
    session.save()
    return unit


@correction("Themes set")
def set_themes(report: Report, key: str, slugs: list[str]) -> Unit:
    """Say what a paragraph or a recommendation is about. Its themes are confirmed by that."""
    unit = unit_of(report, key)
    if unit.kind not in {"paragraph", "recommendation"}:
        raise SaveRefusedError("Only paragraphs and recommendations have themes.")
    unit.record.claim(unit.record.version)
    found = Theme.objects.filter(slug__in=slugs).values_list("pk", flat=True)
    unit.record.assign_themes(found, ThemeStatus.CONFIRMED)
    return unit


def is_before(above: Recommendation, below: Recommendation) -> bool:
    lineage, parent = set(), above
    while parent:
        lineage.add(parent.pk)
        parent = parent.parent
    same = above.paragraph_id == below.paragraph_id
    return same and above.position < below.position and below.pk not in lineage


def refuse_reworded(source: Source, unit: Unit) -> None:
    if source.says(unit).split() != unit.text.split():
        raise SaveRefusedError(
            "Its words were edited by hand, so the place in the source is not known. "
            "Put the source's words back first."
        )


def keep(unit: Unit, source: Source, spans: list[tuple[int, int]]) -> None:
    """Let a piece cover other stretches of the source, and say what they print."""
    record = unit.record
    record.spans = [list(span) for span in spans]
    text = labels.behind(source.printed(spans), unit.label)
    if isinstance(record, Session):
        is_there = collapsed(record.title) in collapsed(text)
        record.title = record.title if is_there else text
        record.heading = text
    else:
        record.text = text
    if not isinstance(record, SourcePart):
        record.claim(record.version)
    record.save()


def trimmed(source: Source, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [kept for span in spans if (kept := trim(source.text, span))]
