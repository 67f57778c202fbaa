"""Whose words a paragraph gives."""

import re

from portal.importing.parsed import Draft, Paragraph

# The first row that fits the paragraph's beginning holds.
OPENINGS = (
    (
        "agreed",
        r"(?:.{0,120}?,\s+)?(?:the\s+)?(?:workshop\s+)?(?:participants|delegates|the meeting|the workshop|the seminar)\s+"
        r"(?:also\s+|further\s+|generally\s+)?(?:agreed|identified|recommended|adopted|endorsed|concluded|decided|affirmed|reaffirmed)\b",
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
# Here the report itself speaks, unless somebody is introduced.
OWN_WORDS = {"introduction", "annex"}


def assign(draft: Draft) -> None:
    """Give every paragraph of the draft its voice."""
    recommending = {one.paragraph for one in draft.recommendations}
    for session in draft.sessions:
        for paragraph in session.paragraphs:
            if paragraph.speakers:
                paragraph.voice = "named"
            elif session.kind in OWN_WORDS:
                paragraph.voice = "document"
            elif paragraph.anchor in recommending:
                paragraph.voice = "agreed"
            else:
                paragraph.voice = voice_of(paragraph)


def voice_of(paragraph: Paragraph) -> str:
    """Return the voice that the paragraph's beginning shows; the report's own if none."""
    for voice, pattern in VOICES:
        if pattern.match(paragraph.text):
            return voice
    return "document"
