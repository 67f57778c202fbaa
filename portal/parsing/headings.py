"""Recognize session headings and level headings by their words."""

import re
from dataclasses import dataclass, field

# One row per wording. The text after a colon or dash is the title.
NUMBER = r"(?P<number>\d{1,2}|[IVX]{1,5}|[A-H]|one|two|three|four|five|six|seven|eight|nine|ten)\b"
SESSIONS = (
    (
        "introduction",
        r"(?:introduction|background|overview|preamble|abstract|executive\s+summary)",
    ),
    ("opening", r"(?:opening|inaugural)(?:\s+(?:session|ceremony|remarks|plenary))?"),
    (
        "session",
        rf"(?:(?:plenary|working|breakout)\s+)?(?:session|panel|agenda\s+item)\s+{NUMBER}",
    ),
    (
        "concluding",
        r"(?:concluding|closing|final)\s+(?:session|ceremony|remarks|plenary)",
    ),
    (
        "concluding",
        r"(?:conclusions?(?:\s+and(?:/or)?\s+recommendations?)?|closing|wrap-up|way\s+forward|the\s+way\s+ahead"
        r"|(?:key\s+|main\s+|agreed\s+)?recommendations|next\s+steps|follow-?up(?:\s+actions?)?"
        r"|action\s+(?:points|plan))",
    ),
    (
        "session",
        r"(?:(?:general\s+|summary\s+of\s+(?:the\s+)?)?discussions?|presentations?|(?:key\s+|main\s+)?(?:findings|outcomes?|issues|messages|points)"
        r"|observations|results|lessons\s+learned|objectives?|methodology|acknowledge?ments?|references|bibliography|glossary"
        # After a colon come the names, not a title.
        r"|(?:(?:list\s+of\s+)?participants|attendees|attendance)(?!\s*[:–—-]\s*\S)|authors?['’]?\s+address(?:es)?)",
    ),
    ("annex", r"(?:annex|appendix)(?:\s+(?P<number>\d{1,2}|[IVX]{1,5}|[A-H])\b)?"),
)
HEADINGS = tuple(
    (
        kind,
        re.compile(
            rf"(?:(?:[IVX]{{1,5}}|[A-Z]|\d{{1,2}}(?:\.\d{{1,2}})?)[.)]?\s+)?{words}\s*(?:[:.–—-]\s*(?P<title>\S.*)|:)?$",
            re.IGNORECASE,
        ),
    )
    for kind, words in SESSIONS
)

# A colon, or the full stop of a heading that runs into its text.
TITLE_END = re.compile(r"\s*:\s*$|(?<=[a-z]{3})\.\s*$")
# A part of the section above, by addressee, term or level: “For ports”, “3.2 Short term”.
SUBDIVISION = re.compile(
    r"(?:[\dIVX.]+\s+)?(?:(?:for|to|by|at|on)\s|(?:immediate|priority|general|specific|(?:short|medium|long|near)[- ]term"
    r"|national|regional|bilateral)\b)",
    re.IGNORECASE,
)
MAX_RANK = 99  # of a heading without a known rank: it is below none
DECIMAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s")
FOOTNOTE_MARK = re.compile(r"[*∗†‡⁰¹²³⁴-⁹]+\s*$")
LEVELS = {
    "national": "national",
    "domestic": "national",
    "country": "national",
    "bilateral": "bilateral",
    "regional": "regional",
    "asean": "regional",
    "all": "all",
    "every": "all",
}
LEVEL_LINE = re.compile(
    r"\s*(?P<noise>#{1,6}\s+)?(?:\*\*)?(?:(?P<label>[A-Z]|[IVX]+)[.)]\s+)?"
    r"(?:at\s+)?(?:the\s+)?(?:[\w-]+\s+levels?|(?:national|bilateral|regional)(?:\s+recommendations)?)"
    r"\s*(?:\*\*)?\s*:?\s*(?:\*\*)?\s*$",
    re.IGNORECASE,
)


MARKED = re.compile(r"[#*:]|^\s*(?:[A-Z]|[IVX]+)[.)]\s")


@dataclass(frozen=True)
class SessionHeading:
    """A parsed session heading; the kind is empty if its words are not in the table."""

    kind: str
    number: str
    title: str


def is_heading(line: str) -> bool:
    """Return whether a line without markup is a session heading."""
    return bool(session_of(line).kind)


def is_marked(line: str) -> bool:
    """Return whether markup, a letter or a colon makes the line a level heading."""
    return bool(MARKED.search(line))


def session_of(line: str) -> SessionHeading:
    stripped = FOOTNOTE_MARK.sub("", line.lstrip(" \t#*")).rstrip(" \t*")
    heading = stripped or line.strip()
    label = TITLE_END.sub("", heading) or heading
    for kind, pattern in HEADINGS:
        if match := pattern.match(heading):
            groups = match.groupdict()
            title = groups["title"] or label
            return SessionHeading(kind, groups.get("number") or "", title.strip())
    return SessionHeading("", "", label.strip())


def rank_of(heading: str, layout_rank: int) -> int:
    """Return the rank of a heading by layout, else by its number: 2 for 3.1; 0 if nothing shows it."""
    number = DECIMAL.match(heading)
    return layout_rank or (number["number"].count(".") + 1 if number else 0)


@dataclass
class HeadingStack:
    """The headings that are open, with their ranks."""

    open: list[tuple[int, str]] = field(default_factory=list)

    def add(self, heading: str, rank: int, *, is_run_in: bool = False) -> list[str]:
        """Open a heading; return those that it is a part of, the highest first.

        A run-in heading, on the same line as its text, is not opened: it has no subheadings.
        """
        if is_run_in:
            return [text for _, text in self.open]
        while self.open and (not rank or self.open[-1][0] >= rank):
            self.open.pop()
        above = [text for _, text in self.open] if SUBDIVISION.match(heading) else []
        self.open.append((rank or MAX_RANK, heading))
        return above


def level_of(heading: str) -> str:
    """Return the level that a level heading names; empty if it is none of LEVELS."""
    words = re.findall(r"[a-z]+", heading.lower())
    return next((LEVELS[word] for word in words if word in LEVELS), "")
