"""A parsed report as a snapshot: every record new, shared entities by key."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from django.db import models

from portal.content.found_references import NoReports, OtherReports, with_found_references
from portal.content.schema import (
    CONFIRMED,
    SUGGESTED,
    Annex,
    Contribution,
    Key,
    Paragraph,
    Part,
    Participation,
    RationaleLink,
    Recommendation,
    ReportFields,
    Session,
    Spans,
)
from portal.content.snapshot import Snapshot
from portal.imports.known_reports import KnownReports
from portal.parsing import parsed_report
from portal.parsing.parsed_report import ParsedReport, Speaker, Subjects
from portal.parsing.report_metadata import is_headed_by
from portal.parsing.source import Span
from reports.models import Instrument, Organization, Theme


@dataclass(frozen=True)
class VocabularyKeys:
    """The keys of the vocabulary's records by slug, and the reports that texts may refer to."""

    organizations: Mapping[str, Key]
    themes: Mapping[str, Key]
    instruments: Mapping[str, Key]
    reports: OtherReports = field(default_factory=NoReports)

    @classmethod
    def load(cls) -> "VocabularyKeys":
        return cls(
            keys_by_slug(Organization),
            keys_by_slug(Theme),
            keys_by_slug(Instrument),
            KnownReports.load(),
        )


def keys_by_slug(model: type[models.Model]) -> dict[str, Key]:
    return dict(model._base_manager.values_list("slug", "pk"))


@dataclass
class ParsedSnapshot:
    """Builds the snapshot of a draft: first its texts, then its people once their keys are known.

    Links are in the order of the draft, in which the writer stores them.
    """

    draft: ParsedReport
    vocabulary: VocabularyKeys
    language: str = "en"
    slug: str = ""

    def __post_init__(self) -> None:
        # By record type, so that people do not change the keys of texts.
        self.keys: dict[str, Iterator[Key]] = defaultdict(lambda: count(-1, -1))
        # Keys of paragraphs by anchor.
        self.paragraph_keys: dict[str, Key] = {}
        # The references that a curation file confirms, by record type and key.
        self.confirmed: dict[tuple[str, Key | None], list[str]] = {}
        # The anchors of the statements that led to a recommendation by curation.
        self.statements: dict[Key, list[str]] = {}

    @cached_property
    def texts(self) -> Snapshot:
        """Return the snapshot without people."""
        sessions: list[Session] = []
        paragraphs: list[Paragraph] = []
        for position, parsed in enumerate(self.draft.sessions, start=1):
            session = self.session(position, parsed)
            sessions.append(session)
            paragraphs += (
                self.paragraph(session, index, parsed_paragraph)
                for index, parsed_paragraph in enumerate(parsed.paragraphs, start=1)
            )
        snapshot = Snapshot(report=self.report_fields()).with_records(
            *map(self.part, self.draft.parts),
            *sessions,
            *paragraphs,
            *self.recommendations(),
        )
        snapshot = snapshot.with_records(
            *(self.annex(parsed, sessions) for parsed in self.draft.annexes), *self.rationale()
        )
        return self.with_references(snapshot)

    def rationale(self) -> Iterator[RationaleLink]:
        """Yield which statements led to which recommendation, or that none did, by curation."""
        for recommendation, anchors in self.statements.items():
            paragraphs: list[Key | None] = [self.paragraph_keys[anchor] for anchor in anchors]
            for paragraph in paragraphs or [None]:
                key = next(self.keys["rationale_link"])
                yield RationaleLink(key, recommendation, paragraph, CONFIRMED)

    def with_references(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with what its texts refer to: suggested, or confirmed by curation."""
        records: list[Paragraph | Recommendation] = []
        records += [*snapshot.paragraphs, *snapshot.recommendations]
        found = with_found_references(snapshot, records, self.vocabulary.reports)
        return found.with_records(
            *(
                one._replace(status=CONFIRMED)
                for one in found.cross_reference.values()
                if one.phrase in self.confirmed.get(("paragraph", one.paragraph), ())
                or one.phrase in self.confirmed.get(("recommendation", one.recommendation), ())
            )
        )

    def with_people(self, people: Mapping[int, Key]) -> Snapshot:
        """Return the snapshot with its participants and speakers.

        `people` are the keys of the speakers' persons by `id()` of the speaker: two speakers may
        be one person.
        """
        texts = self.texts
        participations: dict[Key, Participation] = {}
        for speaker in [*self.draft.speakers, *self.draft.participants]:
            person = people[id(speaker)]
            if person not in participations:
                participations[person] = self.participation(person, speaker)
        contributions = [
            Contribution(next(self.keys["contribution"]), key, participations[person].key)
            for parsed in self.draft.paragraphs
            if parsed.speakers
            for key in [self.paragraph_keys[parsed.anchor]]
            for person in dict.fromkeys(people[id(speaker)] for speaker in parsed.speakers)
        ]
        return texts.with_records(*participations.values(), *contributions)

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
        return tuple(dict.fromkeys(self.vocabulary.organizations[slug] for slug in slugs))

    def part(self, parsed: parsed_report.Part) -> Part:
        spans = frozen_spans(parsed.spans)
        return Part(next(self.keys["part"]), parsed.kind, parsed.text, parsed.reason, spans)

    def session(self, position: int, parsed: parsed_report.Session) -> Session:
        return Session(
            key=next(self.keys["session"]),
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
            key=next(self.keys["paragraph"]),
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
        self.confirmed["paragraph", paragraph.key] = subjects.cross_references
        return paragraph

    def themes(self, subjects: Subjects) -> tuple[tuple[Key, str], ...]:
        status = CONFIRMED if subjects.are_curated else SUGGESTED
        keys = dict.fromkeys(self.vocabulary.themes[slug] for slug in subjects.themes)
        return tuple((key, status) for key in keys)

    def instruments(self, subjects: Subjects) -> tuple[Key, ...]:
        return tuple(
            dict.fromkeys(self.vocabulary.instruments[slug] for slug in subjects.instruments)
        )

    def participation(self, person: Key, speaker: Speaker) -> Participation:
        organizations = dict.fromkeys(speaker.organizations)
        return Participation(
            key=next(self.keys["participation"]),
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

    def recommendations(self) -> Iterator[Recommendation]:
        keys: dict[str, Key] = {}
        for position, parsed in enumerate(self.draft.recommendations, start=1):
            key = keys[parsed.reference] = next(self.keys["recommendation"])
            self.confirmed["recommendation", key] = parsed.subjects.cross_references
            if parsed.subjects.statements is not None:
                self.statements[key] = parsed.subjects.statements
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
            key=next(self.keys["annex"]),
            label=parsed.label,
            subject=parsed.subject,
            named_in=self.paragraph_keys.get(parsed.named_in),
            session=next(supplied, None),
        )


def frozen_spans(spans: Iterable[Span]) -> Spans:
    return tuple((start, end) for start, end in spans)
