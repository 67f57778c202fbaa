"""Find States and organizations that speak: “Slovenia commended …”, “UNHCR drew attention to …”."""

import re

from portal.parsing import speaker_introductions
from portal.parsing.gazetteer import Gazetteer, Mention
from portal.parsing.parsed_report import Paragraph, ParsedReport

# Text before the name in a sentence that reports a statement ...
BEFORE = re.compile(
    r"(?:(?:In|During|On|At|For|As|After|Following|Regarding|Responding|With|While|Noting)\s[^.;]{2,120}?,\s+)?"
    r"(?:the\s+)?(?:(?:delegation|delegates?|representatives?|government|permanent\s+mission|"
    r"observer|secretariat|co-?chair)s?\s+(?:of|from|for)\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
# ... and after it.
AFTER = re.compile(
    r"(?:['’]s?)?(?:\s+(?:delegations?|delegates?|representatives?|co-?chair|government|secretariat))?"
    r"(?:\s*\([^()]{1,80}\))?(?:,\s[^.;]{2,120}?,)?",
    re.IGNORECASE,
)
JOINER = re.compile(r"\s*(?:,|;|,?\s*\band\b|,?\s*\bas\s+well\s+as\b)\s*(?:the\s+)?$")
NO_SPEECH_VERBS = {
    "was",
    "were",
    "is",
    "has",
    "led",
    "chaired",
    "moderated",
    "facilitated",
}
EXTRA_SPEECH_VERBS = (
    *("acknowledged", "affirmed", "agreed", "applauded", "appreciated", "asserted", "believed"),
    *("cautioned", "clarified", "confirmed", "considered", "drew attention", "enquired"),
    *("expected", "hoped", "inquired", "paid tribute", "praised", "queried", "questioned"),
    *("recognized", "recognised", "recommended", "regretted", "requested", "responded"),
    *("supported", "sought", "took note", "voiced", "wished", "inquired", "took the floor"),
    r"(?:was|remained)\s+(?:\w+\s+)?(?:concerned|pleased|encouraged|interested|of\s+the\s+view|grateful)",
    r"were\s+(?:also\s+)?(?:concerned|pleased|encouraged|of\s+the\s+view)",
)  # fmt: skip
SPEECH_VERB = re.compile(
    rf"{speaker_introductions.ADVERBS}\s+(?:"
    + "|".join(
        [verb for verb in speaker_introductions.VERBS if verb not in NO_SPEECH_VERBS]
        + [*EXTRA_SPEECH_VERBS]
    )
    + r")\b"
)
OPENING_LENGTH = 300  # characters


def find_speaking_organizations(draft: ParsedReport, organizations: Gazetteer) -> None:
    """Set the speaking organizations of paragraphs without a named speaker."""
    for session in draft.sessions:
        for paragraph in session.paragraphs:
            if session.kind != "annex" and not paragraph.speakers:
                paragraph.speaking_organizations = speaking_organizations(paragraph, organizations)


def speaking_organizations(paragraph: Paragraph, organizations: Gazetteer) -> list[str]:
    """Return the slugs of the organizations that a paragraph opens with as speakers."""
    opening = paragraph.text[:OPENING_LENGTH]
    mentions = list(organizations.find(opening))
    if not mentions or not BEFORE.fullmatch(opening[: mentions[0].span[0]]):
        return []
    speaking = [mentions[0]]
    for previous, mention in zip(mentions, mentions[1:], strict=False):
        if not JOINER.fullmatch(opening[previous.span[1] : mention.span[0]]):
            break
        speaking.append(mention)
    return slugs_of(speaking) if is_followed_by_speech_verb(opening, speaking[-1]) else []


def is_followed_by_speech_verb(text: str, mention: Mention) -> bool:
    """Return whether a speech verb follows the name."""
    end = mention.span[1]
    suffix = AFTER.match(text, end)
    return any(
        SPEECH_VERB.match(text, position) for position in {end, suffix.end() if suffix else end}
    )


def slugs_of(mentions: list[Mention]) -> list[str]:
    """Return the slugs of the mentions, without ambiguous names."""
    slugs = [mention.slugs[0] for mention in mentions if len(mention.slugs) == 1]
    return list(dict.fromkeys(slugs))
