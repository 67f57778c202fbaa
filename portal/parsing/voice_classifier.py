"""Classify whose statement a paragraph is: the report's, all participants', some speakers'."""

import re

from portal.parsing import sentences, speaker_introductions
from portal.parsing.parsed_report import ParsedReport

ALL_PARTICIPANTS = (
    r"(?:.{0,120}?,\s+)?(?:all\s+)?(?:the\s+)?(?:workshop\s+)?"
    r"(?:participants|delegates|ministers|senior\s+officials|leaders|member\s+states|parties|"
    r"(?:the\s+|this\s+)?(?:meeting|workshop|seminar|conference|forum|dialogue|consultation|symposium))\s+"
    r"(?:also\s+|further\s+|generally\s+|jointly\s+|then\s+)*"
)
# The first pattern that matches the paragraph's beginning applies.
OPENINGS = (
    (
        "agreed",
        rf"{ALL_PARTICIPANTS}(?:agreed?s?|identified|recommend(?:ed|s)?|adopted|endorsed?|concluded?|decided?|affirmed?|reaffirmed?)\b",
    ),
    (
        "agreed",
        r"(?:.{0,120}?,\s+)?it\s+was\s+(?:also\s+|further\s+)?(?:agreed|recommended|decided|concluded)\b",
    ),
    ("co_chairs", r"(?:.{0,60}?,\s+)?(?:the\s+|both\s+)?(?:[A-Z]\w+\s+)?co-?chairs?\b"),
    # Whoever takes the chair, without a name: “Madam Deputy Chair”, “the Chairman”.
    (
        "co_chairs",
        r"(?:.{0,60}?,\s+)?(?:the|madam|mr\.?|mister)\s+(?:(?:deputy|vice|acting)[\s-]+)?"
        r"chair(?:man|person|woman)?(?!\s+of\b)\b",
    ),
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
VOICES = tuple((voice, re.compile(pattern, re.IGNORECASE)) for voice, pattern in OPENINGS)
# Statements of some participants, one of them, or a group: not agreed by all.
PARTIAL_VOICES = tuple(
    re.compile(rf"(?:.{{0,60}}?,\s+)?(?:the\s+)?(?:{words})\b", re.IGNORECASE)
    for words in (
        r"(?:other|some|several|many|most|a number of|various|one|two|three|a few)\s+(?:of\s+the\s+)?"
        r"(?:participants?|delegates?|delegations?|representatives?|countries|speakers?|panelists?|panellists?|groups?)",
        r"(?:representatives?|countries|delegations?|speakers?|presenters?|panelists?|panellists?|moderators?)",
        r"(?:ensuing\s+|open\s+|plenary\s+|group\s+|breakout\s+|panel\s+)*(?:discussions?|groups?)",
        r"(?:he|she|they|his|her|their)",
    )
)
# Sentences that introduce recommendations after a colon: first, with all participants as subject ...
RECOMMENDED_BY_ALL = re.compile(
    rf"(?:{ALL_PARTICIPANTS}|(?:.{{0,60}}?,\s+)?(?:the\s+|both\s+)?co-?chairs\s+(?:also\s+|further\s+)?)"
    r"(?:agreed|identified|recommended|adopted|endorsed|concluded|decided|affirmed|reaffirmed|"
    r"urged|proposed|suggested|called (?:for|on|upon)|encouraged)\b",
    re.IGNORECASE,
)
SUBJECT_IS_ALL = re.compile(ALL_PARTICIPANTS, re.IGNORECASE)
# ... then the report's own sentences.
LEAD_INS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r".*\b(?:was|were|is|are|be|been)\s+(?:also\s+)?(?:agreed|recommended|proposed|suggested|identified|adopted)\b"
        r"(?!.*\bby\s+(?!(?:the\s+|all\s+)*(?:participants|meeting|workshop|seminar)\b))",
        r"(?:.{0,120}?,\s+)?(?:(?:the|some|other|these|following|main|further|agreed|recommended)\s+)*"
        r"(?:key points|points|recommendations?|way forward|next steps|action points|actions?|measures)\b",
        r".*\bshould\b",
    )
)
# An annex with this heading holds agreed recommendations.
RECOMMENDING = re.compile(r"\brecommend(?:ation)?s?\b|\baction\s+(?:plan|points)\b", re.IGNORECASE)
SPEECH_VERB = re.compile(
    r"\b(?:said|says|stated|noted|argued|stressed|explained|added|thought|felt|mentioned|"
    r"emphasi[sz]ed|underlined|underscored|highlighted|reported|presented|views?)\b",
    re.IGNORECASE,
)
# Sessions in which the report itself speaks, unless a speaker is introduced.
REPORT_SESSIONS = {"introduction", "annex"}


def assign_voices(draft: ParsedReport) -> None:
    """Set the voice of every paragraph, unless its speakers determine it."""
    for session in draft.sessions:
        for paragraph in session.paragraphs:
            if paragraph.speakers or paragraph.speaking_organizations:
                paragraph.voice = "named"
            elif paragraph.voice != "named" and session.kind not in REPORT_SESSIONS:
                paragraph.voice = classify_voice(paragraph.text)


def classify_voice(text: str) -> str:
    """Return the voice that a paragraph's beginning shows; the report's own by default."""
    for voice, pattern in VOICES:
        if pattern.match(text):
            return voice
    return "document"


def is_partial_voice(text: str) -> bool:
    """Return whether a paragraph begins as a statement of one or some participants."""
    return speaker_introductions.opens_as_a_speaker(text) or any(
        pattern.match(text) for pattern in PARTIAL_VOICES
    )


def is_lead_in(text: str) -> bool:
    """Return whether a paragraph ends in a lead-in to agreed recommendations."""
    first, *others = sentences.split_sentences(text.rstrip())
    last = others[-1] if others else first
    if not last.endswith(":"):
        return False
    if RECOMMENDED_BY_ALL.match(last):
        return True
    # After a sentence about some speakers, the last one may report their words.
    is_voice_of_all = SUBJECT_IS_ALL.match(first) or classify_voice(first) in {
        "agreed",
        "co_chairs",
    }
    if SPEECH_VERB.search(last) or (others and not is_voice_of_all):
        return False
    return any(pattern.match(last) for pattern in LEAD_INS)
