"""What a citation states, as a value: every format is written from it. Pure.

The words are English in every language of the site: a reference is data, and must read the same
wherever it was copied.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reports.text import clean_line, normalize_whitespace


class CitedKind(StrEnum):
    """What is cited."""

    REPORT = "report"
    VERSION = "version"
    PARAGRAPH = "paragraph"
    STATEMENT = "statement"
    RECOMMENDATION = "recommendation"


# Whose words are cited, in the wording of references.
VOICES = {
    "named": "Statement by a named speaker",
    "collective": "Statement by participants collectively",
    "co_chairs": "Statement by the co-chairs",
    "agreed": "Text agreed by participants",
    "document": "Text of the report",
    "": "Voice not stated",
}
# Voices of all who took part; their words are never attributed to a body.
COLLECTIVE_VOICES = ("collective", "agreed")
LEVELS = {
    "national": "National recommendation",
    "bilateral": "Bilateral recommendation",
    "regional": "Regional recommendation",
    "all": "Recommendation at all levels",
    "": "Recommendation",
}
# Whose recommendation it is, in words that follow its level.
RECOMMENDED_BY = {
    "named": "by a named speaker",
    "collective": "by participants collectively",
    "co_chairs": "by the co-chairs",
    "agreed": "agreed by participants",
}
WHOLE_KINDS = (CitedKind.REPORT, CitedKind.VERSION)


@dataclass(frozen=True)
class Author:
    """A person or body. `family` and `given` are empty unless an editor has split the name."""

    name: str
    is_person: bool = False
    family: str = ""
    given: str = ""
    url: str = ""


PARTICIPANTS = Author("Participants")


@dataclass(frozen=True)
class CitedReport:
    """The report that is cited, as a whole or in part."""

    slug: str
    title: str
    url: str
    kind: str = ""
    series: str = ""
    language: str = "en"
    # The body that held the workshop.
    body: Author | None = None
    co_chairs: tuple[Author, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    place: str = ""
    doi: str = ""
    # The version that readers see, and the day when it was published.
    version: int | None = None
    published_on: date | None = None

    @property
    def last_day(self) -> date | None:
        return self.ends_on or self.starts_on

    @property
    def bodies(self) -> tuple[Author, ...]:
        return (self.body,) if self.body else ()

    @property
    def days(self) -> str:
        """The days of the meeting in words: 10–11 March 2015."""
        first, last = self.starts_on, self.last_day
        if not first or not last:
            return ""
        if first == last:
            return day_text(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{day_text(last)}"
        return f"{day_text(first)} – {day_text(last)}"


@dataclass(frozen=True)
class Citation:
    """A reference to a report, a version of it, or a part of it."""

    kind: CitedKind
    # The same in every format; only letters, digits and the characters .-_:
    id: str
    title: str
    report: CitedReport
    url: str
    # Whose words they are; for a report, its body.
    authors: tuple[Author, ...] = ()
    # Empty for a whole report, and for a part whose voice is not known.
    voice: str = ""
    genre: str = ""
    # As printed: 10, 21.C.3.b.
    number: str = ""
    text: str = ""
    # The day of the request, stated only in answers that no cache keeps beyond that day.
    accessed: date | None = None

    @property
    def is_whole(self) -> bool:
        return self.kind in WHOLE_KINDS

    @property
    def title_language(self) -> str:
        """The language of the title: a report has its own title; that of a part is in English."""
        return self.report.language if self.is_whole else "en"

    @property
    def doi(self) -> str:
        """The DOI: it names the whole report, never a part."""
        return self.report.doi if self.kind == CitedKind.REPORT else ""

    @property
    def note_text(self) -> str:
        """What formats without such fields state in a note: voice, co-chairs, meeting, version."""
        report = self.report
        meeting = ", ".join(part for part in (report.place, report.days) if part)
        version = f"Version {report.version}" if report.version else ""
        day = f"published {day_text(report.published_on)}" if report.published_on else ""
        parts = {
            "Voice": "" if self.is_whole else VOICES[self.voice],
            "Co-chairs": "; ".join(author.name for author in report.co_chairs),
            "Meeting": meeting,
            "Source": ", ".join(part for part in (version, day) if part),
        }
        return ". ".join(f"{name}: {one_line(value)}" for name, value in parts.items() if value)


def day_text(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def one_line(text: str) -> str:
    """Return the text on one line and without control characters, as line-based formats need it."""
    return normalize_whitespace(clean_line(text))
