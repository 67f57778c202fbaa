"""Workshops as unsaved records, in the order in which a database can take them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from bench import workshops
from recommendations.models import Involvement, Recommendation
from reports.models import (
    Contribution,
    Paragraph,
    Participation,
    Report,
    Session,
    ThemeStatus,
)
from reports.models.people import Affiliation

DAYS_UNTIL_PUBLISHED = 60
KIND_OF_REPORT = "Co-Chairs' Summary Report"


@dataclass
class Keys:
    """Primary keys of what workshops share, by slug."""

    themes: dict[str, int]
    organizations: dict[str, int]
    instruments: dict[str, int]
    people: dict[str, int]


@dataclass
class Batch:
    """The records of some workshops: a list for each bulk_create."""

    keys: Keys
    reports: list = field(default_factory=list)
    sessions: list = field(default_factory=list)
    paragraphs: list = field(default_factory=list)
    participations: list = field(default_factory=list)
    headlines: list = field(default_factory=list)
    points: list = field(default_factory=list)
    links: dict = field(default_factory=dict)

    def add(self, workshop: workshops.Workshop) -> None:
        report = report_of(workshop)
        self.reports.append(report)
        for body in workshop.co_chairs:
            self.link(Report.co_chairs.through, report=report, organization=body)
        agreed = self.add_agenda(report, workshop.sessions)
        self.add_recommendations(report, agreed, workshop.recommendations)

    def add_agenda(self, report, sessions) -> Paragraph:
        """Return the paragraph under which the recommendations stand."""
        participations, agreed = {}, None
        for position, read in enumerate(sessions, start=1):
            session = session_of(report, position, read)
            self.sessions.append(session)
            for place, said in enumerate(read.paragraphs, start=1):
                paragraph = paragraph_of(session, place, said)
                self.paragraphs.append(paragraph)
                self.link_subjects(Paragraph, paragraph, said.subjects)
                for body in said.subjects.organizations:
                    self.link(
                        Paragraph.organizations.through,
                        paragraph=paragraph,
                        organization=body,
                    )
                if said.speaker:
                    self.add_contribution(paragraph, said.speaker, participations)
                if said.voice == Paragraph.Voice.AGREED:
                    agreed = paragraph
        return agreed

    def add_contribution(self, paragraph, speaker, participations) -> None:
        if speaker.slug not in participations:
            participation = Participation(
                report=paragraph.report,
                person_id=self.keys.people[speaker.slug],
                role=Participation.Role.SPEAKER,
                printed_name=f"{speaker.honorific} {speaker.name}",
                position=speaker.position,
                introduced_as=workshops.introduced(speaker),
            )
            participations[speaker.slug] = participation
            self.participations.append(participation)
            self.link(
                Affiliation,
                participation=participation,
                organization=speaker.organization,
            )
        self.link(
            Contribution,
            paragraph=paragraph,
            participation=participations[speaker.slug],
        )

    def add_recommendations(self, report, paragraph, asked) -> None:
        headlines = {}
        for position, one in enumerate(asked, start=1):
            record = Recommendation(
                report=report,
                paragraph=paragraph,
                parent=headlines.get(one.parent),
                position=position,
                reference=one.reference,
                level=one.level,
                text=one.text,
            )
            if one.parent:
                self.points.append(record)
            else:
                headlines[one.reference] = record
                self.headlines.append(record)
            self.link_subjects(Recommendation, record, one.subjects)
            self.involve(record, Involvement.Role.ADDRESSEE, one.addressees)
            self.involve(record, Involvement.Role.NAMED, one.subjects.organizations)

    def involve(self, record, role, bodies) -> None:
        for body in bodies:
            self.link(Involvement, recommendation=record, organization=body, role=role)

    def link_subjects(self, model, record, subjects) -> None:
        to_record = model._meta.model_name
        for theme in subjects.themes:
            # Nobody curates invented workshops.
            status = ThemeStatus.SUGGESTED
            ends = {to_record: record, "theme": theme, "status": status}
            self.link(model.themes.through, **ends)
        for instrument in subjects.instruments:
            self.link(
                model.instruments.through, **{to_record: record}, instrument=instrument
            )

    def link(self, through, **ends) -> None:
        """Add a row of a table between two; shared ends are given as the workshop has them."""
        for name in ("theme", "organization", "instrument"):
            if name in ends:
                keys = getattr(self.keys, f"{name}s")
                ends[f"{name}_id"] = keys[ends.pop(name).slug]
        self.links.setdefault(through, []).append(through(**ends))

    def store(self) -> None:
        """Write everything; the caller holds the transaction. No signal is sent."""
        Report.objects.bulk_create(self.reports)
        Session.objects.bulk_create(self.sessions)
        Paragraph.objects.bulk_create(self.paragraphs)
        Participation.objects.bulk_create(self.participations)
        Recommendation.objects.bulk_create(self.headlines)
        Recommendation.objects.bulk_create(self.points)
        for through, rows in self.links.items():
            through._base_manager.bulk_create(rows)

    @property
    def size(self) -> int:
        return len(self.headlines) + len(self.points)


def report_of(workshop: workshops.Workshop) -> Report:
    published = workshop.ends_on + timedelta(days=DAYS_UNTIL_PUBLISHED)
    return Report(
        slug=workshop.slug,
        title=workshop.title,
        series=workshop.series,
        kind=KIND_OF_REPORT,
        starts_on=workshop.starts_on,
        ends_on=workshop.ends_on,
        place=workshop.place,
        status=Report.Status.PUBLISHED,
        published_at=datetime.combine(published, time(), UTC),
    )


def session_of(report, position: int, read: workshops.Session) -> Session:
    return Session(
        report=report,
        position=position,
        kind=read.kind,
        number=read.number,
        title=read.title,
        heading=read.title,
        anchor=read.anchor,
    )


def paragraph_of(session, position: int, said: workshops.Paragraph) -> Paragraph:
    return Paragraph(
        report=session.report,
        session=session,
        position=position,
        number=str(said.number),
        label=f"{said.number}.",
        anchor=f"p{said.number}",
        text=said.text,
        voice=said.voice,
    )
