"""What the parser makes of a source: plain data that the writer stores and the tests compare.

Records of the vocabulary (organizations, themes, instruments) stand as their slugs.
"""

from dataclasses import dataclass, field
from datetime import date

from portal.importing.source import Note, Span


@dataclass
class Part:
    """A stretch that is no session, paragraph or recommendation.

    Kinds: title, heading, footnote, discard.
    """

    kind: str
    text: str
    spans: list[Span]
    reason: str = ""


@dataclass
class Subjects:
    """What a paragraph or a recommendation is about, and whom it names."""

    themes: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    instruments: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    # Who made a recommendation, where the report says so.
    issuers: list[str] = field(default_factory=list)
    # Whether people have said so, in a curation file: else the themes are suggestions.
    are_curated: bool = False


@dataclass
class Speaker:
    """A person as this report introduces one."""

    name: str
    printed_name: str
    introduced_as: str = ""
    position: str = ""
    organizations: list[str] = field(default_factory=list)
    short_forms: list[str] = field(default_factory=list)
    role: str = "speaker"
    # People of other reports who bear the name.
    known_as: tuple[str, ...] = ()


@dataclass
class Paragraph:
    text: str
    spans: list[Span]
    label: str = ""
    number: str = ""
    anchor: str = ""
    voice: str = "document"
    speakers: list[Speaker] = field(default_factory=list)
    # States and bodies whose words it gives, by no person's mouth.
    speaking_organizations: list[str] = field(default_factory=list)
    subjects: Subjects = field(default_factory=Subjects)


@dataclass
class Session:
    kind: str
    title: str
    number: str = ""
    heading: str = ""
    anchor: str = ""
    spans: list[Span] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass
class Recommendation:
    reference: str
    text: str
    spans: list[Span]
    level: str = ""
    parent: str = ""
    paragraph: str = ""
    subjects: Subjects = field(default_factory=Subjects)


@dataclass
class Annex:
    label: str
    subject: str = ""
    named_in: str = ""


@dataclass
class TitleBlock:
    """What stands above the first heading."""

    title: str = ""
    kind: str = ""
    place: str = ""
    series: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    # The line that names the days of a second meeting.
    further: str = ""


@dataclass
class Attendance:
    """The sentence in which a report counts its participants, and the numbers in it."""

    sentence: str = ""
    participants: int | None = None
    states: int | None = None


@dataclass
class Draft:
    """A whole report, ready to be stored."""

    front: TitleBlock = field(default_factory=TitleBlock)
    co_chairs: list[str] = field(default_factory=list)
    attendance: Attendance = field(default_factory=Attendance)
    summary: str = ""
    sessions: list[Session] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)
    # Whom the lists in the annexes name, and who does not speak.
    participants: list[Speaker] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [one for session in self.sessions for one in session.paragraphs]
