"""The result of parsing a source: plain data, stored by the draft writer.

Vocabulary records (organizations, themes, instruments) are represented by their slugs.
"""

from dataclasses import dataclass, field
from datetime import date

from portal.parsing.source import Note, Span


@dataclass
class Part:
    """A text of the source that is not a session, paragraph or recommendation.

    Kinds: title, heading, footnote, discard.
    """

    kind: str
    text: str
    spans: list[Span]
    reason: str = ""


@dataclass
class Subjects:
    """The vocabulary records that a paragraph or recommendation refers to."""

    themes: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    instruments: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    # Who made a recommendation, if the report states it.
    issuers: list[str] = field(default_factory=list)
    # References in the text, as printed, that a curation file confirms.
    cross_references: list[str] = field(default_factory=list)
    # The anchors of the paragraphs that led to a recommendation, by a curation file; None if it
    # does not say.
    statements: list[str] | None = None
    # Whether they come from a curation file; otherwise the themes are suggestions.
    are_curated: bool = False


@dataclass
class Speaker:
    """A person as introduced in this report."""

    name: str
    printed_name: str
    introduced_as: str = ""
    position: str = ""
    organizations: list[str] = field(default_factory=list)
    short_forms: list[str] = field(default_factory=list)
    role: str = "speaker"
    # Slugs of stored people with this name.
    known_slugs: tuple[str, ...] = ()

    def add_form(self, name: str) -> None:
        """Record another printed form of the name."""
        if name not in {self.name, self.printed_name, *self.short_forms}:
            self.short_forms.append(name)


@dataclass
class Paragraph:
    text: str
    spans: list[Span]
    label: str = ""
    number: str = ""
    anchor: str = ""
    voice: str = "document"
    speakers: list[Speaker] = field(default_factory=list)
    # Its speakers are named in later sentences, not where it opens.
    has_later_speakers: bool = False
    # States and organizations that speak without a named person.
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
    # The headings that it stands below, the highest first.
    above: list[str] = field(default_factory=list)

    def take_title(self, text: str, spans: list[Span]) -> bool:
        """Use a heading directly below that of an annex as the annex's title, if it has none."""
        if self.paragraphs or self.title != self.heading:
            return False
        self.heading, self.title = f"{self.heading} {text}", text
        self.spans = [*self.spans, *spans]
        return True

    @property
    def headings(self) -> str:
        """Return its heading, and those above it."""
        return " / ".join([*self.above, self.heading or self.title])


@dataclass
class Recommendation:
    reference: str
    text: str
    spans: list[Span]
    level: str = ""
    parent: str = ""
    paragraph: str = ""
    subjects: Subjects = field(default_factory=Subjects)

    @property
    def span(self) -> Span | None:
        """Return where it stands in the source; None if it repeats a sentence of its paragraph."""
        return (self.spans[0][0], self.spans[-1][1]) if self.spans else None


@dataclass
class Annex:
    label: str
    subject: str = ""
    named_in: str = ""


@dataclass
class TitleBlock:
    """The content above the first heading."""

    title: str = ""
    # The last line of the title if it names a country or subject.
    subtitle: str = ""
    kind: str = ""
    place: str = ""
    series: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    # The day that the file's metadata give.
    file_date: date | None = None
    # The line with the dates of a second meeting.
    second_meeting: str = ""


@dataclass
class Attendance:
    """The sentence that states the attendance, and the numbers in it."""

    sentence: str = ""
    participants: int | None = None
    states: int | None = None


@dataclass
class ParsedReport:
    """A parsed report, ready to be stored."""

    front: TitleBlock = field(default_factory=TitleBlock)
    co_chairs: list[str] = field(default_factory=list)
    attendance: Attendance = field(default_factory=Attendance)
    summary: str = ""
    sessions: list[Session] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)
    # People in the participant lists of annexes who do not speak.
    participants: list[Speaker] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [paragraph for session in self.sessions for paragraph in session.paragraphs]

    def add_recommendations(self, found: list[Recommendation]) -> None:
        """Add recommendations where their paragraphs stand."""
        order = {paragraph.anchor: index for index, paragraph in enumerate(self.paragraphs)}
        self.recommendations = sorted(
            [*self.recommendations, *found], key=lambda item: order.get(item.paragraph, -1)
        )
