"""Conversion of generated workshops to unsaved records, and their bulk insertion."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from bench import workshops
from recommendations.models import Involvement, Recommendation
from reports.models import Contribution, Paragraph, Participation, Report, Session, ThemeStatus
from reports.models.people import Affiliation

DAYS_UNTIL_PUBLISHED = 60
REPORT_KIND = "Co-Chairs' Summary Report"


@dataclass
class Keys:
    """Primary keys of shared records, by slug."""

    themes: dict[str, int]
    organizations: dict[str, int]
    instruments: dict[str, int]
    people: dict[str, int]


@dataclass
class Batch:
    """Records of some workshops: a list for each bulk_create."""

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
        for organization in workshop.co_chairs:
            self.link(Report.co_chairs.through, report=report, organization=organization)
        agreed = self.add_agenda(report, workshop.sessions)
        self.add_recommendations(report, agreed, workshop.recommendations)

    def add_agenda(self, report, sessions) -> Paragraph:
        """Add sessions and paragraphs; return the paragraph of the recommendations."""
        participations, agreed = {}, None
        for session_position, source_session in enumerate(sessions, start=1):
            session = session_of(report, session_position, source_session)
            self.sessions.append(session)
            for position, source in enumerate(source_session.paragraphs, start=1):
                paragraph = paragraph_of(session, position, source)
                self.paragraphs.append(paragraph)
                self.link_subjects(Paragraph, paragraph, source.subjects)
                for organization in source.subjects.organizations:
                    self.link(
                        Paragraph.organizations.through,
                        paragraph=paragraph,
                        organization=organization,
                    )
                if source.speaker:
                    self.add_contribution(paragraph, source.speaker, participations)
                if source.voice == Paragraph.Voice.AGREED:
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
                introduced_as=workshops.introduction_of(speaker),
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

    def add_recommendations(self, report, paragraph, recommendations) -> None:
        headlines = {}
        for position, source in enumerate(recommendations, start=1):
            record = Recommendation(
                report=report,
                paragraph=paragraph,
                parent=headlines.get(source.parent),
                position=position,
                reference=source.reference,
                level=source.level,
                text=source.text,
            )
            if source.parent:
                self.points.append(record)
            else:
                headlines[source.reference] = record
                self.headlines.append(record)
            self.link_subjects(Recommendation, record, source.subjects)
            self.add_involvements(record, Involvement.Role.ADDRESSEE, source.addressees)
            self.add_involvements(record, Involvement.Role.NAMED, source.subjects.organizations)

    def add_involvements(self, record, role, organizations) -> None:
        for organization in organizations:
            self.link(Involvement, recommendation=record, organization=organization, role=role)

    def link_subjects(self, model, record, subjects) -> None:
        record_field = model._meta.model_name
        for theme in subjects.themes:
            # Generated workshops have no curation.
            status = ThemeStatus.SUGGESTED
            values = {record_field: record, "theme": theme, "status": status}
            self.link(model.themes.through, **values)
        for instrument in subjects.instruments:
            self.link(
                model.instruments.through,
                **{record_field: record},
                instrument=instrument,
            )

    def link(self, through, **values) -> None:
        """Add a row of a link table; shared records are given as in bench.vocabulary."""
        for name in ("theme", "organization", "instrument"):
            if name in values:
                keys = getattr(self.keys, f"{name}s")
                values[f"{name}_id"] = keys[values.pop(name).slug]
        self.links.setdefault(through, []).append(through(**values))

    def store(self) -> None:
        """Insert all records without signals; call it inside a transaction."""
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
        kind=REPORT_KIND,
        starts_on=workshop.starts_on,
        ends_on=workshop.ends_on,
        place=workshop.place,
        status=Report.Status.PUBLISHED,
        published_at=datetime.combine(published, time(), UTC),
    )


def session_of(report, position: int, source: workshops.Session) -> Session:
    return Session(
        report=report,
        position=position,
        kind=source.kind,
        number=source.number,
        title=source.title,
        heading=source.title,
        anchor=source.anchor,
    )


def paragraph_of(session, position: int, source: workshops.Paragraph) -> Paragraph:
    return Paragraph(
        report=session.report,
        session=session,
        position=position,
        number=str(source.number),
        label=f"{source.number}.",
        anchor=f"p{source.number}",
        text=source.text,
        voice=source.voice,
    )
