"""What heads a part of a report: sessions by their words, levels by theirs."""

import re
from dataclasses import dataclass

# One row a wording. What follows the words after a colon or a dash is the title.
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
    ("annex", r"(?:annex|appendix)(?:\s+(?P<number>\d{1,2}|[IVX]{1,5}|[A-H])\b)?"),
)
HEADINGS = tuple(
    (
        kind,
        re.compile(
            rf"(?:(?:[IVX]{{1,5}}|[A-Z]|\d{{1,2}}(?:\.\d{{1,2}})?)[.)]?\s+)?{words}\s*(?:[:.–—-]\s*(?P<title>\S.*))?$",
            re.IGNORECASE,
        ),
    )
    for kind, words in SESSIONS
)

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
    """What a session's heading says. The kind is empty for words that the table lacks."""

    kind: str
    number: str
    title: str


def is_heading(line: str) -> bool:
    """Say whether a line without mark-up heads a session."""
    return bool(session_of(line).kind)


def is_marked(line: str) -> bool:
    """Say whether more than its words makes a level line a heading: mark-up, letter or colon."""
    return bool(MARKED.search(line))


def session_of(line: str) -> SessionHeading:
    bare = FOOTNOTE_MARK.sub("", line.lstrip(" \t#*")).rstrip(" \t*")
    heading = bare or line.strip()
    for kind, pattern in HEADINGS:
        if found := pattern.match(heading):
            said = found.groupdict()
            title = said["title"] or heading
            return SessionHeading(kind, said.get("number") or "", title.strip())
    return SessionHeading("", "", heading.strip())


def level_of(heading: str) -> str:
    """Return the level that a level heading names, or nothing for one that is not ours."""
    words = re.findall(r"[a-z]+", heading.lower())
    return next((LEVELS[word] for word in words if word in LEVELS), "")
