"""A parsed report as a snapshot: every record new, shared entities by key."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from django.db import models

from portal.content.schema import (
    CONFIRMED,
    SUGGESTED,
    Annex,
    Contribution,
    Key,
    Paragraph,
    Part,
    Participation,
    Recommendation,
    ReportFields,
    Session,
    Spans,
)
from portal.content.snapshot import Snapshot
from portal.parsing import parsed_report
from portal.parsing.parsed_report import ParsedReport, Speaker, Subjects
from portal.parsing.report_metadata import is_headed_by
from portal.parsing.source import Span
from reports.models import Instrument, Organization, Theme


@dataclass(frozen=True)
class VocabularyKeys:
    """The keys of the vocabulary's records by slug."""

    organizations: Mapping[str, Key]
    themes: Mapping[str, Key]
    instruments: Mapping[str, Key]

    @classmethod
    def load(cls) -> "VocabularyKeys":
        return cls(keys_by_slug(Organization), keys_by_slug(Theme), keys_by_slug(Instrument))


def keys_by_slug(model: type[models.Model]) -> dict[str, Key]:
    return dict(model._base_manager.values_list("slug", "pk"))


@dataclass
class ParsedSnapshot:
    """Builds the snapshot of a draft.

    `people` are the keys of the speakers' persons by `id()` of the speaker: two speakers may be
    one person. Without them, as before an import is confirmed, nobody takes part.
    """

    draft: ParsedReport
    vocabulary: VocabularyKeys
    people: Mapping[int, Key] = field(default_factory=dict)
    language: str = "en"
    slug: str = ""

    def __post_init__(self) -> None:
        self.keys: Iterator[Key] = count(-1, -1)
        # Keys of paragraphs by anchor, and of participations by person.
        self.paragraph_keys: dict[str, Key] = {}
        self.participations: dict[Key, Participation] = {}

    @cached_property
    def snapshot(self) -> Snapshot:
        sessions: list[Session] = []
        paragraphs: list[Paragraph] = []
        contributions: list[Contribution] = []
        for speaker in [*self.draft.speakers, *self.draft.participants]:
            self.add_participation(speaker)
        for position, parsed in enumerate(self.draft.sessions, start=1):
            session = self.session(position, parsed)
            sessions.append(session)
            for index, parsed_paragraph in enumerate(parsed.paragraphs, start=1):
                paragraph = self.paragraph(session, index, parsed_paragraph)
                paragraphs.append(paragraph)
                contributions += self.contributions(paragraph, parsed_paragraph)
        snapshot = Snapshot(report=self.report_fields()).put(
            *map(self.part, self.draft.parts),
            *sessions,
            *paragraphs,
            *self.participations.values(),
            *contributions,
            *self.recommendations(),
        )
        return snapshot.put(*(self.annex(parsed, sessions) for parsed in self.draft.annexes))

    def report_fields(self) -> ReportFields:
        front, attendance = self.draft.front, self.draft.attendance
        return ReportFields(
            title=front.title,
            series=front.series,
            kind=front.kind,
            starts_on=front.starts_on.isoformat() if front.starts_on else None,
            ends_on=front.ends_on.isoformat() if front.ends_on else None,
            language=self.language,
            place=front.place,
            co_chairs=self.organizations(self.draft.co_chairs),
            stated_attendance=attendance.sentence,
            stated_participants=attendance.participants,
            stated_states=attendance.states,
            summary=self.draft.summary,
            slug=self.slug,
        )

    def organizations(self, slugs: Iterable[str]) -> tuple[Key, ...]:
        return tuple(sorted({self.vocabulary.organizations[slug] for slug in slugs}))

    def part(self, parsed: parsed_report.Part) -> Part:
        spans = frozen_spans(parsed.spans)
        return Part(next(self.keys), parsed.kind, parsed.text, parsed.reason, spans)

    def session(self, position: int, parsed: parsed_report.Session) -> Session:
        return Session(
            key=next(self.keys),
            position=position,
            kind=parsed.kind,
            title=parsed.title,
            anchor=parsed.anchor,
            number=parsed.number,
            heading=parsed.heading,
            spans=frozen_spans(parsed.spans),
        )

    def paragraph(
        self, session: Session, position: int, parsed: parsed_report.Paragraph
    ) -> Paragraph:
        subjects = parsed.subjects
        paragraph = Paragraph(
            key=next(self.keys),
            session=session.key,
            position=position,
            anchor=parsed.anchor,
            text=parsed.text,
            voice=parsed.voice,
            label=parsed.label,
            number=parsed.number,
            themes=self.themes(subjects),
            organizations=self.organizations(subjects.organizations),
            speaking_organizations=self.organizations(parsed.speaking_organizations),
            instruments=self.instruments(subjects),
            spans=frozen_spans(parsed.spans),
        )
        self.paragraph_keys[parsed.anchor] = paragraph.key
        return paragraph

    def themes(self, subjects: Subjects) -> tuple[tuple[Key, str], ...]:
        status = CONFIRMED if subjects.are_curated else SUGGESTED
        keys = {self.vocabulary.themes[slug] for slug in subjects.themes}
        return tuple((key, status) for key in sorted(keys))

    def instruments(self, subjects: Subjects) -> tuple[Key, ...]:
        return tuple(sorted({self.vocabulary.instruments[slug] for slug in subjects.instruments}))

    def add_participation(self, speaker: Speaker) -> None:
        person = self.people.get(id(speaker))
        if person is None or person in self.participations:
            return
        organizations = dict.fromkeys(speaker.organizations)
        self.participations[person] = Participation(
            key=next(self.keys),
            person_id=person,
            role=speaker.role,
            printed_name=speaker.printed_name,
            short_forms="\n".join(speaker.short_forms),
            position=speaker.position,
            introduced_as=speaker.introduced_as,
            affiliations=tuple(
                (self.vocabulary.organizations[slug], order)
                for order, slug in enumerate(organizations)
            ),
        )

    def contributions(
        self, paragraph: Paragraph, parsed: parsed_report.Paragraph
    ) -> Iterator[Contribution]:
        people = [self.people[id(item)] for item in parsed.speakers if id(item) in self.people]
        for person in dict.fromkeys(people):
            participation = self.participations[person]
            yield Contribution(next(self.keys), paragraph.key, participation.key)

    def recommendations(self) -> Iterator[Recommendation]:
        keys: dict[str, Key] = {}
        for position, parsed in enumerate(self.draft.recommendations, start=1):
            key = keys[parsed.reference] = next(self.keys)
            yield Recommendation(
                key=key,
                position=position,
                reference=parsed.reference,
                text=parsed.text,
                level=parsed.level,
                paragraph=self.paragraph_keys.get(parsed.paragraph),
                parent=keys.get(parsed.parent),
                themes=self.themes(parsed.subjects),
                involvements=tuple(self.involvements(parsed.subjects)),
                instruments=self.instruments(parsed.subjects),
                spans=frozen_spans(parsed.spans),
            )

    def involvements(self, subjects: Subjects) -> Iterator[tuple[Key, str, str]]:
        roles = {
            "addressee": subjects.addressees,
            "issuer": subjects.issuers,
            "named": subjects.organizations,
        }
        for role, slugs in roles.items():
            for slug in dict.fromkeys(slugs):
                yield self.vocabulary.organizations[slug], role, ""

    def annex(self, parsed: parsed_report.Annex, sessions: Iterable[Session]) -> Annex:
        supplied = (
            session.key
            for session in sessions
            if session.kind == "annex" and is_headed_by(session.heading, parsed.label)
        )
        return Annex(
            key=next(self.keys),
            label=parsed.label,
            subject=parsed.subject,
            named_in=self.paragraph_keys.get(parsed.named_in),
            session=next(supplied, None),
        )


def frozen_spans(spans: Iterable[Span]) -> Spans:
    return tuple((start, end) for start, end in spans)
