"""States and bodies that speak: “Slovenia commended …”, “UNHCR drew attention to …”."""

import re

from portal.importing import introductions
from portal.importing.parsed import Draft, Paragraph
from portal.importing.vocabulary import Found, Names

# What may stand before the name in the sentence that says that it speaks ...
BEFORE = re.compile(
    r"(?:(?:In|During|On|At|For|As|After|Following|Regarding|Responding|With|While|Noting)\s[^.;]{2,120}?,\s+)?"
    r"(?:the\s+)?(?:(?:delegation|delegates?|representatives?|government|permanent\s+mission|"
    r"observer|secretariat|co-?chair)s?\s+(?:of|from|for)\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
# ... and behind it.
BEHIND = re.compile(
    r"(?:['’]s?)?(?:\s+(?:delegations?|delegates?|representatives?|co-?chair|government|secretariat))?"
    r"(?:\s*\([^()]{1,80}\))?(?:,\s[^.;]{2,120}?,)?",
    re.IGNORECASE,
)
JOINED = re.compile(r"\s*(?:,|;|,?\s*\band\b|,?\s*\bas\s+well\s+as\b)\s*(?:the\s+)?$")
NO_SAYING = {"was", "were", "is", "has", "led", "chaired", "moderated", "facilitated"}
MORE_SAYING = (
    *("acknowledged", "affirmed", "agreed", "applauded", "appreciated", "asserted", "believed"),
    *("cautioned", "clarified", "confirmed", "considered", "drew attention", "enquired"),
    *("expected", "hoped", "inquired", "paid tribute", "praised", "queried", "questioned"),
    *("recognized", "recognised", "recommended", "regretted", "requested", "responded"),
    *("supported", "sought", "took note", "voiced", "wished", "inquired", "took the floor"),
    r"(?:was|remained)\s+(?:\w+\s+)?(?:concerned|pleased|encouraged|interested|of\s+the\s+view|grateful)",
    r"were\s+(?:also\s+)?(?:concerned|pleased|encouraged|of\s+the\s+view)",
)  # fmt: skip
SAYING = re.compile(
    rf"{introductions.ADVERBS}\s+(?:"
    + "|".join([v for v in introductions.VERBS if v not in NO_SAYING] + [*MORE_SAYING])
    + r")\b"
)
NEAR = 300  # characters: no opening is longer


def find(draft: Draft, organizations: Names) -> None:
    """Give the paragraphs in which no person speaks the bodies that do."""
    for session in draft.sessions:
        for paragraph in session.paragraphs:
            if session.kind != "annex" and not paragraph.speakers:
                paragraph.speaking_organizations = speaking_in(paragraph, organizations)


def speaking_in(paragraph: Paragraph, organizations: Names) -> list[str]:
    """Return the slugs of the bodies with which a paragraph opens, and that say something."""
    opening = paragraph.text[:NEAR]
    named = list(organizations.find(opening))
    if not named or not BEFORE.fullmatch(opening[: named[0].span[0]]):
        return []
    speaking = [named[0]]
    for before, found in zip(named, named[1:], strict=False):
        if not JOINED.fullmatch(opening[before.span[1] : found.span[0]]):
            break
        speaking.append(found)
    return slugs_of(speaking) if says(opening, speaking[-1]) else []


def says(text: str, last: Found) -> bool:
    """Say whether what stands behind the name is a verb of saying."""
    end = last.span[1]
    behind = BEHIND.match(text, end)
    return any(SAYING.match(text, at) for at in {end, behind.end() if behind else end})


def slugs_of(found: list[Found]) -> list[str]:
    """Return the bodies named; a name that several bear says nothing."""
    slugs = [one.slugs[0] for one in found if len(one.slugs) == 1]
    return list(dict.fromkeys(slugs))
