"""Recognize speakers without an honorific: “Ana Lund, Director of Ports, noted that …”.

Two capitalized words may be anything. They are a name if the document lists the person, or if a
position stands before or behind them; and a verb must follow.
"""

import re
from collections.abc import Collection

from portal.parsing import person_names, speaker_introductions
from portal.parsing.gazetteer import Vocabulary
from portal.parsing.person_names import PrintedName

POSITION = (
    r"(?:[\w-]+\s+){0,3}(?:director|director-general|minister|secretary|secretary-general|executive-secretary|chair|"
    r"chairman|chairperson|chairwoman|co-chair|vice-chair|president|vice-president|head|professor|"
    r"ambassador|commissioner|officer|manager|adviser|advisor|coordinator|representative|attorney|judge|"
    r"researcher|fellow|lecturer|dean|expert|economist|analyst|specialist|consultant|counsellor|"
    r"founder|editor|member|deputy|assistant|senior|chief|CEO|CTO)s?\b"
)
NAME = rf"{person_names.WORD}(?:\s+(?:{person_names.WORD}|{'|'.join(map(re.escape, person_names.PARTICLES))})){{1,4}}"
PREFIXED = re.compile(
    rf"(?:the\s+)?(?P<position>(?:[A-Z][\w-]*\s+){{0,3}}(?i:{POSITION})\s+)(?P<name>{NAME})"
)
PLAIN = re.compile(rf"(?P<name>{NAME})")
POSITION_BEHIND = re.compile(rf",\s+(?:the\s+|an?\s+)?(?i:{POSITION})")
# “Ana Lund, a member of the team, argued”.
APPOSITION = re.compile(r",\s+(?:an?|the)\s+[^,.;]{2,100},")
# A reference behind a name: “C. Titus Brown [19], a contributor, argued”.
REFERENCE = re.compile(r"\s*\[\d{1,3}\]")
# “Bo Reyes (Ministry of Transport) said”.
BODY_IN_BRACKETS = re.compile(r"\s*\([^()]{2,80}\)")
VERB = re.compile(rf"(?:,[^.;]{{2,160}},)?{speaker_introductions.REPORTING.pattern}")
# “The first keynote was delivered by Ana Lund”.
DELIVERED_BY = re.compile(
    rf"[^.;:]{{0,80}}\b(?:keynote|presentation|talk|address|lecture|paper|speech|statement)\b[^.;:]{{0,60}}\b(?:delivered|given|presented|made)\s+by\s+"
    rf"(?P<name>{NAME})"
)
NO_NAME_WORD = re.compile(
    r"\b(?:the|this|these|working|group|session|committee|workshop|meeting|report|government|ministry|"
    r"department|agency|university|institute|council|union|office|bank|organization|association|"
    r"national|international|united|states|republic|delegation|participants?|annex|agenda|item)\b",
    re.IGNORECASE,
)


def opening_untitled_name(
    text: str, vocabulary: Vocabulary, known_names: Collection[str]
) -> PrintedName | None:
    """Return the name without an honorific with which a statement opens, or None.

    `known_names` are those that the document lists, in lower case.
    """
    if delivered := DELIVERED_BY.match(text):
        name, end = trimmed_name(text, delivered)
        if is_name(name, vocabulary):
            return PrintedName(name, "", delivered.start("name"), end, is_established=True)
    for start in opening_positions(text):
        prefixed = PREFIXED.match(text, start)
        match = prefixed or PLAIN.match(text, start)
        if match is None:
            continue
        name, end = trimmed_name(text, match)
        is_listed = name.casefold() in known_names or bool(vocabulary.people.lookup(name))
        is_introduced = is_listed or prefixed is not None or is_followed_by_position(text, end)
        if is_introduced and is_followed_by_verb(text, end) and is_name(name, vocabulary):
            position = prefixed["position"].strip() if prefixed else ""
            return PrintedName(name, "", start, end, position, is_established=True)
    return None


def opening_positions(text: str) -> list[int]:
    """Return where a name may begin: at the start, and behind words that lead in."""
    lead_in = LEAD_IN.match(text)
    return [0, lead_in.end()] if lead_in else [0]


LEAD_IN = re.compile(
    r"(?:In|During|On|At|For|As|After|Following|Speaking|While|Regarding|With)\s[^.;]{2,90}?,\s+"
)


def trimmed_name(text: str, match: re.Match[str]) -> tuple[str, int]:
    """Return the matched name up to a verb that is part of the match, and where it ends."""
    name = match["name"].rstrip(".,")
    return name, match.start("name") + len(name)


def is_followed_by_position(text: str, end: int) -> bool:
    behind = end_of_reference(text, end)
    patterns = (POSITION_BEHIND, APPOSITION, BODY_IN_BRACKETS)
    return any(pattern.match(text, behind) for pattern in patterns)


def is_followed_by_verb(text: str, end: int) -> bool:
    behind = end_of_reference(text, end)
    brackets = BODY_IN_BRACKETS.match(text, behind)
    return bool(VERB.match(text, brackets.end() if brackets else behind))


def end_of_reference(text: str, end: int) -> int:
    reference = REFERENCE.match(text, end)
    return reference.end() if reference else end


def is_name(name: str, vocabulary: Vocabulary) -> bool:
    return not NO_NAME_WORD.search(name) and not is_vocabulary(name, vocabulary)


def is_vocabulary(name: str, vocabulary: Vocabulary) -> bool:
    """Return whether the words begin with an organization or instrument."""
    return any(
        mention.span[0] == 0
        for gazetteer in (vocabulary.organizations, vocabulary.instruments)
        for mention in gazetteer.find(name)
    )
