"""After a correction: everything in its order, and under what it stands below."""

from collections import defaultdict
from typing import Any

from django.db import models
from django.db.models import F

from portal.correcting.units import Unit, units_of
from portal.history.saving import SaveRefusedError
from portal.importing.addresses import Addresses
from recommendations.models import Recommendation
from reports.models import Paragraph, Report, Session
from reports.text import slugged

# Beyond every place in use, so that places can be given anew one by one.
ASIDE = 1_000_000
# The place of what was just made: where it stands, the source says.
LAST = 5_000_000
# What a session is called that stands for a heading which the source has not.
STAND_IN = "Text"
PLACED = (Session, Paragraph, Recommendation)
# Column -> value.
Place = dict[str, Any]


def settle(report: Report) -> None:
    """Give every piece its place: sessions, their paragraphs, and what is asked in these."""
    Settling(report).run()


def in_order(report: Report) -> list[Unit]:
    """Return what stands in the text, in the order of the report.

    What was just made stands behind the piece that the source prints before it. So does what
    an editor has put elsewhere stay there, and what no source printed.
    """
    placed, new = [], []
    asked_in = defaultdict(list)
    for one in report.recommendations.exclude(paragraph=None).order_by("position"):
        unit = Unit("recommendation", one)
        (new if one.position >= LAST else asked_in[one.paragraph_id]).append(unit)
    for session in report.sessions.order_by("position"):
        unit = Unit("heading", session)
        (new if session.position >= LAST else placed).append(unit)
        for paragraph in session.paragraphs.order_by("position"):
            unit = Unit("paragraph", paragraph)
            (new if paragraph.position >= LAST else placed).append(unit)
            placed += asked_in.pop(paragraph.pk, [])
    # What lost its paragraph is found another; what no source printed may stand in none.
    homeless = report.recommendations.filter(paragraph=None).exclude(spans=[])
    new += [Unit("recommendation", one) for one in homeless]
    for unit in sorted(new, key=lambda one: (one.start, one.end)):
        placed.insert(place_among(placed, unit), unit)
    return placed


def place_among(placed: list[Unit], unit: Unit) -> int:
    """Return the place behind the last piece that the source prints before this one."""
    before = [
        (one.start, place)
        for place, one in enumerate(placed, start=1)
        if one.spans and one.start < unit.start
    ]
    return max(before)[1] if before else 0


class Settling:
    """One walk through the report's pieces in their order; what stands right is not touched."""

    def __init__(self, report: Report):
        self.report = report
        self.session: Session | None = None
        self.paragraph: Paragraph | None = None
        self.sessions = self.asked = 0
        self.in_session: dict[int, int] = {}
        self.earlier: dict[int, Recommendation] = {}
        # By model: key -> what is to be said of its place.
        self.wanted: dict[type[models.Model], dict[int, Place]] = {
            model: {} for model in PLACED
        }

    def run(self) -> None:
        units = in_order(self.report)
        for unit in units:
            if unit.kind == "heading":
                self.place_session(unit.record)
            elif unit.kind == "paragraph":
                self.place_paragraph(unit.record)
            else:
                self.place_recommendation(unit.record)
        units += self.place_homeless()
        for model, wanted in self.wanted.items():
            stored = [unit.record for unit in units if isinstance(unit.record, model)]
            put_in_place(model, misplaced(stored, wanted))
        self.drop_empty()

    def place_session(self, session: Session) -> None:
        self.sessions += 1
        self.wanted[Session][session.pk] = {"position": self.sessions}
        self.session, self.paragraph = session, None

    def place_paragraph(self, paragraph: Paragraph) -> None:
        session = self.session or self.session_without_heading()
        place = self.in_session.get(session.pk, 0) + 1
        self.in_session[session.pk] = place
        self.wanted[Paragraph][paragraph.pk] = {
            "session_id": session.pk,
            "position": place,
        }
        self.paragraph = paragraph

    def place_recommendation(self, record: Recommendation) -> None:
        """Keep it under its parent if that stands before it under the same paragraph."""
        if self.paragraph is None:
            raise SaveRefusedError(
                f"No paragraph would stand above “{record.text[:60]}” under its heading, and "
                "a recommendation is made in one."
            )
        self.asked += 1
        here = self.paragraph.pk
        above = self.earlier.get(record.parent_id) if record.parent_id else None
        if above and self.wanted[Recommendation][above.pk]["paragraph_id"] != here:
            above = None
        level = (
            self.wanted[Recommendation][above.pk]["level"] if above else record.level
        )
        self.wanted[Recommendation][record.pk] = {
            "position": self.asked,
            "paragraph_id": here,
            "parent_id": above.pk if above else None,
            "level": level,
            # Whoever takes it from under another changes it.
            "version": record.version + bool(record.parent_id and not above),
        }
        self.earlier[record.pk] = record

    def place_homeless(self) -> list[Unit]:
        """Put what no source printed, and what stands in no paragraph, behind all others."""
        found = self.report.recommendations.filter(paragraph=None, spans=[])
        homeless = list(found.order_by("position"))
        for record in homeless:
            self.asked += 1
            above = self.earlier.get(record.parent_id)
            is_under = above is not None and above in homeless
            self.wanted[Recommendation][record.pk] = {
                "position": self.asked,
                "paragraph_id": None,
                "parent_id": above.pk if is_under else None,
                "level": record.level,
                "version": record.version,
            }
            self.earlier[record.pk] = record
        return [Unit("recommendation", record) for record in homeless]

    def session_without_heading(self) -> Session:
        made = Session.objects.create(
            report=self.report,
            position=ASIDE * 3,
            kind=Session.Kind.SESSION,
            title=STAND_IN,
            anchor=free_anchor(self.report, "sessions", "text"),
        )
        self.place_session(made)
        return made

    def drop_empty(self) -> None:
        """Drop what stood for a heading that was not there, once it is of no use."""
        unheaded = self.report.sessions.filter(title=STAND_IN, heading="", spans=[])
        unheaded.filter(paragraphs=None).delete()


def misplaced(stored: list[models.Model], wanted: dict[int, Place]) -> dict[int, Place]:
    """Return the places of those that do not stand right."""
    right = {
        one.pk
        for one in stored
        if all(getattr(one, name) == value for name, value in wanted[one.pk].items())
    }
    if isinstance(next(iter(stored), None), Recommendation) and wanted.keys() - right:
        # One moves, all move: points stand behind what they stand under, at every step.
        return wanted
    return {key: place for key, place in wanted.items() if key not in right}


def put_in_place(model: type[models.Model], places: dict[int, Place]) -> None:
    """Store the places, by way of others that nobody has: two may exchange theirs."""
    moved = model._base_manager.filter(pk__in=places)
    if model is Recommendation:
        # A point cannot stand before what it stands under, not even on the way.
        moved.update(parent=None)
    moved.update(position=F("position") + ASIDE)
    for key, place in places.items():
        model._base_manager.filter(pk=key).update(**place)


def free_anchor(report: Report, kind: str, wanted: str) -> str:
    """Return the address, or one like it, that no such piece of the report has or had.

    `kind` is "sessions" or "paragraphs". What readers have stands, whatever its next draft does.
    """
    taken = {
        anchor
        for one in (report, report.root)
        for anchor in getattr(one, kind).values_list("anchor", flat=True)
    }
    begin = f"{kind}/"
    taken |= {
        one.removeprefix(begin) for one in gone_in(report) if one.startswith(begin)
    }
    return Addresses(taken).free(wanted)


def free_reference(report: Report, unit: Unit) -> str:
    """Return a reference for a new recommendation: that of its paragraph, and the next number."""
    before = [one for one in units_of(report) if one.start < unit.start]
    paragraphs = [one.record for one in before if one.kind == "paragraph"]
    return reference_under(report, stem_of(paragraphs[-1] if paragraphs else None))


def stem_of(paragraph: Paragraph | None) -> str:
    return paragraph.anchor.removeprefix("p") if paragraph else "text"


def wanted_anchor(words: str) -> str:
    return slugged(words, 50) or "text"


def reference_under(report: Report, stem: str) -> str:
    """Return the next reference that begins so, which nothing has or had."""
    taken = {
        reference
        for one in (report, report.root)
        for reference in one.recommendations.values_list("reference", flat=True)
    }
    taken |= {one.removeprefix("recommendations/") for one in gone_in(report)}
    number = 1
    while f"{stem}.{number}" in taken:
        number += 1
    return f"{stem}.{number}"


def gone_in(report: Report) -> list[str]:
    return list(report.root.gone.values_list("address", flat=True))
