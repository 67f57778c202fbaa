"""After a correction: everything in the order of the source, and under what it stands below."""

from django.db.models import F

from portal.correcting.units import CorrectionRefusedError, Unit, units_of
from portal.importing.addresses import Addresses
from recommendations.models import Recommendation
from reports.models import Paragraph, Report, Session

# Beyond every place in use, so that places can be given anew one by one.
ASIDE = 1_000_000


def settle(report: Report) -> None:
    """Give every piece its place: sessions, their paragraphs, and what is asked in these."""
    Settling(report).run()


class Settling:
    """One walk through the report's pieces in the order printed."""

    def __init__(self, report: Report):
        self.report = report
        self.session: Session | None = None
        self.paragraph: Paragraph | None = None
        self.sessions = self.asked = 0
        self.in_session: dict[int, int] = {}
        self.earlier: dict[int, Recommendation] = {}

    def run(self) -> None:
        units = units_of(self.report)
        self.report.sessions.update(position=F("position") + ASIDE)
        self.report.paragraphs.update(position=F("position") + ASIDE)
        parents = dict(self.report.recommendations.values_list("pk", "parent_id"))
        self.report.recommendations.update(parent=None)
        self.report.recommendations.update(position=F("position") + ASIDE)
        for unit in units:
            if unit.kind == "heading":
                self.place_session(unit.record)
            elif unit.kind == "paragraph":
                self.place_paragraph(unit.record)
            elif unit.kind == "recommendation":
                self.place_recommendation(unit.record, parents[unit.record.pk])
        self.drop_empty()

    def place_session(self, session: Session) -> None:
        self.sessions += 1
        Session.objects.filter(pk=session.pk).update(position=self.sessions)
        self.session, self.paragraph = session, None

    def place_paragraph(self, paragraph: Paragraph) -> None:
        session = self.session or self.session_without_heading()
        place = self.in_session.get(session.pk, 0) + 1
        self.in_session[session.pk] = place
        Paragraph.objects.filter(pk=paragraph.pk).update(
            session=session, position=place
        )
        self.paragraph = paragraph

    def place_recommendation(self, record: Recommendation, parent: int | None) -> None:
        """Keep it under its parent if that stands before it under the same paragraph."""
        if self.paragraph is None:
            raise CorrectionRefusedError(
                f"No paragraph would stand above “{record.text[:60]}” under its heading, and "
                "a recommendation is made in one."
            )
        self.asked += 1
        above = self.earlier.get(parent) if parent else None
        here = self.paragraph.pk
        if above and above.paragraph_id != here:
            above = None
        level = above.level if above else record.level
        changes = {"version": F("version") + 1} if parent and not above else {}
        Recommendation.objects.filter(pk=record.pk).update(
            position=self.asked,
            paragraph=self.paragraph,
            parent=above,
            level=level,
            **changes,
        )
        record.paragraph_id, record.level = here, level
        self.earlier[record.pk] = record

    def session_without_heading(self) -> Session:
        made = Session.objects.create(
            report=self.report,
            position=self.sessions + 1,
            kind=Session.Kind.SESSION,
            title="Text",
            anchor=free_anchor(self.report.sessions, "text"),
        )
        self.sessions += 1
        self.session = made
        return made

    def drop_empty(self) -> None:
        """Drop what stood for a heading that was not there, once it is of no use."""
        self.report.sessions.filter(heading="", spans=[], paragraphs=None).delete()


def free_anchor(records, wanted: str) -> str:
    """Return the address, or one like it that no record of the report has."""
    return Addresses(records.values_list("anchor", flat=True)).free(wanted)


def free_reference(report: Report, unit: Unit) -> str:
    """Return a reference for a new recommendation: that of its paragraph, and the next number."""
    before = [one for one in units_of(report) if one.start < unit.start]
    paragraphs = [one.record for one in before if one.kind == "paragraph"]
    stem = paragraphs[-1].anchor.removeprefix("p") if paragraphs else "text"
    taken = set(report.recommendations.values_list("reference", flat=True))
    taken |= {one.removeprefix("recommendations/") for one in gone_in(report)}
    number = 1
    while f"{stem}.{number}" in taken:
        number += 1
    return f"{stem}.{number}"


def gone_in(report: Report) -> list[str]:
    return list(report.gone.values_list("address", flat=True))
