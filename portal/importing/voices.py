"""Whose words a paragraph gives."""

import re

from portal.importing import introductions, sentences
from portal.importing.parsed import Draft

ALL = (
    r"(?:.{0,120}?,\s+)?(?:all\s+)?(?:the\s+)?(?:workshop\s+)?"
    r"(?:participants|delegates|ministers|senior\s+officials|leaders|member\s+states|parties|"
    r"(?:the\s+|this\s+)?(?:meeting|workshop|seminar|conference|forum|dialogue|consultation|symposium))\s+"
    r"(?:also\s+|further\s+|generally\s+|jointly\s+|then\s+)*"
)
# The first row that fits the paragraph's beginning holds.
OPENINGS = (
    (
        "agreed",
        rf"{ALL}(?:agreed|identified|recommended|adopted|endorsed|concluded|decided|affirmed|reaffirmed)\b",
    ),
    (
        "agreed",
        r"(?:.{0,120}?,\s+)?it\s+was\s+(?:also\s+|further\s+)?(?:agreed|recommended|decided|concluded)\b",
    ),
    ("co_chairs", r"(?:.{0,60}?,\s+)?(?:the\s+|both\s+)?co-?chairs\b"),
    (
        "collective",
        r"(?:.{0,60}?,\s+)?(?:other|some|several|many|most|a number of|various|all|the|one)?\s*"
        r"(?:participants?|delegates?|delegations?|representatives|countries|speakers|panelists|panellists)\b",
    ),
    (
        "collective",
        r"(?:the\s+)?(?:ensuing\s+|open\s+|plenary\s+|group\s+|breakout\s+|panel\s+)*(?:discussions?|groups?)\b",
    ),
)
VOICES = tuple(
    (voice, re.compile(pattern, re.IGNORECASE)) for voice, pattern in OPENINGS
)
# Some of those present speak, or one of them, or a group: what they ask for nobody agreed to.
SOME = tuple(
    re.compile(rf"(?:.{{0,60}}?,\s+)?(?:the\s+)?(?:{words})\b", re.IGNORECASE)
    for words in (
        r"(?:other|some|several|many|most|a number of|various|one|two|three|a few)\s+(?:of\s+the\s+)?"
        r"(?:participants?|delegates?|delegations?|representatives?|countries|speakers?|panelists?|panellists?|groups?)",
        r"(?:representatives?|countries|delegations?|speakers?|presenters?|panelists?|panellists?|moderators?)",
        r"(?:ensuing\s+|open\s+|plenary\s+|group\s+|breakout\s+|panel\s+)*(?:discussions?|groups?)",
        r"(?:he|she|they|his|her|their)",
    )
)
# Sentences behind whose colon stands what is asked for. The first row says who asks ...
ASKED_BY_ALL = re.compile(
    rf"(?:{ALL}|(?:.{{0,60}}?,\s+)?(?:the\s+|both\s+)?co-?chairs\s+(?:also\s+|further\s+)?)"
    r"(?:agreed|identified|recommended|adopted|endorsed|concluded|decided|affirmed|reaffirmed|"
    r"urged|proposed|suggested|called (?:for|on|upon)|encouraged)\b",
    re.IGNORECASE,
)
SPOKEN_BY_ALL = re.compile(ALL, re.IGNORECASE)
# ... the others are the report's own.
ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r".*\b(?:was|were|is|are|be|been)\s+(?:also\s+)?(?:agreed|recommended|proposed|suggested|identified|adopted)\b"
        r"(?!.*\bby\s+(?!(?:the\s+|all\s+)*(?:participants|meeting|workshop|seminar)\b))",
        r"(?:.{0,120}?,\s+)?(?:(?:the|some|other|these|following|main|further|agreed|recommended)\s+)*"
        r"(?:key points|points|recommendations?|way forward|next steps|action points|actions?|measures)\b",
        r".*\bshould\b",
    )
)
# An annex of this heading holds what all ask for.
RECOMMENDING = re.compile(
    r"\brecommend(?:ation)?s?\b|\baction\s+(?:plan|points)\b", re.IGNORECASE
)
SAYING = re.compile(
    r"\b(?:said|says|stated|noted|argued|stressed|explained|added|thought|felt|mentioned|"
    r"emphasi[sz]ed|underlined|underscored|highlighted|reported|presented|views?)\b",
    re.IGNORECASE,
)
# Here the report itself speaks, unless somebody is introduced.
OWN_WORDS = {"introduction", "annex"}


def assign(draft: Draft) -> None:
    """Give every paragraph of the draft its voice, unless its speaker settled it."""
    for session in draft.sessions:
        for paragraph in session.paragraphs:
            if paragraph.speakers or paragraph.speaking_organizations:
                paragraph.voice = "named"
            elif paragraph.voice != "named" and session.kind not in OWN_WORDS:
                paragraph.voice = voice_of(paragraph.text)


def voice_of(text: str) -> str:
    """Return the voice that a paragraph's beginning shows; the report's own if none."""
    for voice, pattern in VOICES:
        if pattern.match(text):
            return voice
    return "document"


def is_of_some(text: str) -> bool:
    """Say whether a paragraph begins as the words of one speaker or of some of those present."""
    return introductions.opens_as_a_speaker(text) or any(
        pattern.match(text) for pattern in SOME
    )


def asks(text: str) -> bool:
    """Say whether a paragraph ends in a lead-in to what all, or the report itself, ask for."""
    first, *others = sentences.split(text.rstrip())
    last = others[-1] if others else first
    if not last.endswith(":"):
        return False
    if ASKED_BY_ALL.match(last):
        return True
    # Behind other sentences the report's own words may be those of whom they tell.
    of_all = SPOKEN_BY_ALL.match(first) or voice_of(first) in {"agreed", "co_chairs"}
    if SAYING.search(last) or (others and not of_all):
        return False
    return any(pattern.match(last) for pattern in ASKED)
