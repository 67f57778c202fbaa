"""Recognize speakers without an honorific: “Ana Lund, Director of Ports, noted that …”.

Two capitalized words may be anything. They are a name if the document lists the person, if a
position or the title of a talk stands beside them, or if the document has neither word in lower
case, unlike those of “Civil Society”; and a verb must follow.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

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
NAME = rf"{person_names.WORD}(?:\s+(?:{person_names.WORD}|(?:{'|'.join(map(re.escape, person_names.PARTICLES))})(?=\s))){{1,4}}"
PREFIXED = re.compile(
    rf"(?:the\s+)?(?P<position>(?:[A-Z][\w-]*\s+){{0,3}}(?i:{POSITION})\s+)(?P<name>{NAME})"
)
PLAIN = re.compile(rf"(?P<name>{NAME})")
POSITION_BEHIND = re.compile(rf",\s+(?:the\s+|an?\s+)?(?i:{POSITION})")
# “Ana Lund, a member of the team, argued”.
APPOSITION = re.compile(r",\s+(?:an?|the)\s+[^,.;]{2,100},")
# “Ana Lund, University of Vigo, argued”.
BODY_BEHIND = re.compile(
    r",\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+(?:(?:of|for|and|the)\s+){0,2}[A-Z][\w'’-]*){1,6},(?=\s+[a-z]+ed\b)"
)
# A reference after a name: “C. Titus Brown [19], a contributor, argued”.
REFERENCE = re.compile(r"\s*\[\d{1,3}\]")
# “Bo Reyes (Ministry of Transport) said”.
BODY_IN_BRACKETS = re.compile(r"\s*\((?=[^()]*\s)[^()]{2,80}\)")
# “Ana Lund (“Fees of Ports”) said”: the title of a talk.
TALK_IN_BRACKETS = re.compile(r"\s*\(\s*[“\"'\u2018][^()]{2,120}[”\"’']\s*\)")
VERB = re.compile(rf"(?:,[^.;]{{2,160}},)?{speaker_introductions.REPORTING.pattern}")
# Verbs of saying in the narrow sense, for names that nothing else establishes.
SAYING = (
    *("acknowledged", "added", "advised", "advocated", "agreed", "announced", "answered", "argued"),
    *("asked", "asserted", "claimed", "clarified", "commented", "concluded", "contended"),
    *("countered", "described", "discussed", "echoed", "elaborated", "emphasi[sz]ed", "explained"),
    *("expressed", "focus+ed", "highlighted", "illustrated", "indicated", "informed", "mentioned"),
    *("noted", "objected", "observed", "outlined", "presented", "proposed", "questioned", "quoted"),
    *("raised", "recalled", "recommended", "reiterated", "remarked", "reminded", "replied"),
    *("reported", "responded", "said", "shared", "spoke", "stated", "stressed", "suggested"),
    *("summari[sz]ed", "talked", "thanked", "told", "underlined", "underscored", "urged"),
    *("warned", "wondered", r"gave\s+(?:an?|the)\s+(?:\w+\s+)?(?:overview|presentation|talk|update|keynote)"),
)  # fmt: skip
SAID = re.compile(rf"{speaker_introductions.ADVERBS}\s+(?:{'|'.join(SAYING)})\b")
# “with Ana Lund commenting that …”.
COMMENTING = re.compile(
    r"\s+(?:adding|arguing|asking|commenting|explaining|noting|observing|pointing|remarking|saying|"
    r"stating|suggesting|reporting)\b"
)
WITH = re.compile(r",\s+with\s+$")
# “The first keynote was delivered by Ana Lund”.
DELIVERED_BY = re.compile(
    rf"[^.;:]{{0,80}}\b(?:keynote|presentation|talk|address|lecture|paper|speech|statement)\b[^.;:]{{0,60}}\b(?:delivered|given|presented|made)\s+by\s+"
    rf"(?P<name>{NAME})"
)
# “Ana Lund's talk on fees showed …”.
TALK_OF = re.compile(
    rf"(?P<name>{NAME})['’]s?\s+(?:[\w-]+\s+)?(?:talk|presentation|keynote|paper|remarks|intervention|lecture)\b"
)
# “Fees of Ports - Ana Lund and the team”, in a list of talks.
TALK_BY = re.compile(
    rf".+\s[–—-]\s+(?P<names>{NAME}(?:(?:,\s+|,?\s+and\s+){NAME})*)"
    r"(?:,?\s+and\s+(?:the\s+)?[\w\s-]{2,40})?\s*(?:\([^()]*\))?\.?$"
)
# “Ana Lund (Port Authority): Fees of Ports”.
TALK_OF_NAME = re.compile(rf"(?P<names>{NAME})(?:\s*\([^()]{{2,80}}\))?\s*:\s+\S")
# “Ana Lund from the Port Authority said”.
AFFILIATION = re.compile(
    r"\s+(?:from|of|at)\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+(?:(?:of|for|and|the)\s+){0,2}[A-Z][\w'’-]*){0,6}"
)
TALKS = re.compile(r"\b(?:talks?|presentations?|keynotes?|speakers?)\b", re.IGNORECASE)
# A word that begins a sentence, and no name.
FUNCTION_WORD = re.compile(
    r"(?:for|in|on|at|the|this|that|with|as|after|while|and|but|to|from|by|an?|it|its|he|she|they|we|many|some|other|"
    r"others|both|each|all|no|such|these|those|there|when|where|how|what|why|if|since|although|though|however|"
    r"moreover|finally|first|second|third|also|most|more|several|one|two|three|another|during|under|between|"
    r"regarding|concerning|given|using|speakers?|talks?)\b",
    re.IGNORECASE,
)
NO_NAME_WORD = re.compile(
    r"\b(?:the|this|these|working|group|session|committee|workshop|meeting|report|government|ministry|"
    r"department|agency|university|institute|council|union|office|bank|organization|association|"
    r"national|international|united|states|republic|delegation|participants?|annex|agenda|item|framework|model|system|standard|protocol|network|community|"
    r"project|initiative|programme?|policy|data|web|language|interface|api)\b",
    re.IGNORECASE,
)


# “El Sr. Luis Andrade”.
ARTICLE = re.compile(r"(?:El|La|Le|L['’])\s*")
# “Drainage. Ms. Thato Mokoena”: a heading or sentence ends within.
SENTENCE_IN = re.compile(r"[a-z]{3,}\.\s")
MAX_SENTENCE = 2_000  # characters that are searched
LEAD_LENGTH = 120  # characters before a name that show whether its bearer speaks
MIN_WORDS = 150  # different words in lower case that make a document long enough to tell


@dataclass(frozen=True)
class NameEvidence:
    """What tells names from other capitalized words in a document."""

    vocabulary: Vocabulary
    # Of the people that the document lists, in lower case.
    listed_names: frozenset[str] = frozenset()
    # The words that the document prints in lower case.
    lower_words: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def of(
        cls, texts: Iterable[str], vocabulary: Vocabulary, listed_names: Iterable[str]
    ) -> "NameEvidence":
        words = frozenset(
            word
            for text in texts
            for word in re.findall(r"[^\W\d_]+", text)
            if word == word.lower()
        )
        return cls(vocabulary, frozenset(name.casefold() for name in listed_names), words)

    def knows(self, name: str) -> bool:
        return name.casefold() in self.listed_names or bool(self.vocabulary.people.lookup(name))

    def is_unlike_words(self, name: str) -> bool:
        """Return whether no word of the name is one that the document has in lower case."""
        if len(self.lower_words) < MIN_WORDS:
            return False
        words = re.findall(r"[^\W\d_]+", name)
        # A name in capitals may be an acronym.
        return (
            any(word != word.upper() for word in words)
            and "- " not in name
            and not any(
                word.lower() in self.lower_words
                for word in words
                if word not in person_names.PARTICLES and len(word) > 1
            )
        )


def opening_untitled_name(text: str, evidence: NameEvidence) -> PrintedName | None:
    """Return the name without an honorific with which a statement opens, or None."""
    if presented := DELIVERED_BY.match(text) or TALK_OF.match(text):
        name, end = trimmed_name(text, presented)
        if is_name(name, evidence.vocabulary):
            return PrintedName(name, "", presented.start("name"), end, is_established=True)
    names = (name_at(text, start, evidence) for start in opening_positions(text))
    return next((name for name in names if name), None)


def untitled_names(sentence: str, evidence: NameEvidence) -> Iterator[PrintedName]:
    """Yield who speaks in a sentence: at its opening, in later clauses, or as a question's source."""
    opening = opening_untitled_name(sentence, evidence)
    if opening:
        yield opening
    for match in PLAIN.finditer(sentence[:MAX_SENTENCE]):
        before = sentence[max(0, match.start() - LEAD_LENGTH) : match.start()]
        name, end = trimmed_name(sentence, match)
        is_source = speaker_introductions.SOURCE.search(before) or (
            WITH.search(before) and COMMENTING.match(sentence, end)
        )
        if is_source:
            is_known = evidence.knows(name) or evidence.is_unlike_words(name)
            if is_known and is_name(name, evidence.vocabulary):
                yield PrintedName(name, "", match.start(), end, is_established=True)
        elif speaker_introductions.CLAUSE.search(before) and (
            found := name_at(sentence, match.start(), evidence)
        ):
            yield found


def name_at(text: str, start: int, evidence: NameEvidence) -> PrintedName | None:
    """Return the name that begins here, if a verb follows and something shows that it is one."""
    prefixed = PREFIXED.match(text, start)
    match = prefixed or PLAIN.match(text, start)
    if match is None:
        return None
    name, end = trimmed_name(text, match)
    is_introduced = (
        evidence.knows(name) or prefixed is not None or is_followed_by_position(text, end)
    )
    affiliation = AFFILIATION.match(text, end)
    is_speaking = is_followed_by_verb(text, end) if is_introduced else says(text, end)
    if affiliation and not is_speaking:
        is_introduced = is_speaking = says(text, affiliation.end())
    if not is_speaking or not (is_introduced or evidence.is_unlike_words(name)):
        return None
    position = prefixed["position"].strip() if prefixed else ""
    if not is_name(name, evidence.vocabulary):
        return None
    return PrintedName(
        name, "", start, end, position, is_established=True, is_guessed=not is_introduced
    )


def names_of_talk(text: str, evidence: NameEvidence) -> list[PrintedName]:
    """Return who gave a talk, by its entry in a list of talks: “Fees of Ports - Ana Lund”."""
    match = TALK_BY.match(text)
    first = TALK_OF_NAME.match(text) if match is None else None
    if first and not (evidence.knows(first["names"]) or evidence.is_unlike_words(first["names"])):
        return []
    names = match or first
    return [
        PrintedName(name["name"], "", 0, 0, is_established=True, is_guessed=first is not None)
        for name in PLAIN.finditer(names["names"] if names else "")
        if is_name(name["name"], evidence.vocabulary)
    ]


def opening_positions(text: str) -> list[int]:
    """Return where a name may begin: at the start, and after words that lead in."""
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
    patterns = (POSITION_BEHIND, APPOSITION, BODY_BEHIND, BODY_IN_BRACKETS, TALK_IN_BRACKETS)
    return any(pattern.match(text, behind) for pattern in patterns)


def is_followed_by_verb(text: str, end: int) -> bool:
    behind = end_of_reference(text, end)
    brackets = TALK_IN_BRACKETS.match(text, behind) or BODY_IN_BRACKETS.match(text, behind)
    return bool(VERB.match(text, brackets.end() if brackets else behind))


def says(text: str, end: int) -> bool:
    return bool(SAID.match(text, end_of_reference(text, end)))


def end_of_reference(text: str, end: int) -> int:
    reference = REFERENCE.match(text, end)
    return reference.end() if reference else end


def is_name(name: str, vocabulary: Vocabulary) -> bool:
    if (
        person_names.LEADING.match(ARTICLE.sub("", name))
        or FUNCTION_WORD.match(name)
        or SENTENCE_IN.search(name)
    ):
        return False
    return not NO_NAME_WORD.search(name) and not is_vocabulary(name, vocabulary)


def is_vocabulary(name: str, vocabulary: Vocabulary) -> bool:
    """Return whether the words begin with an organization or instrument."""
    return any(
        mention.span[0] == 0
        for gazetteer in (vocabulary.organizations, vocabulary.instruments)
        for mention in gazetteer.find(name)
    )
