"""Find States and organizations that speak: “Slovenia commended …”, “UNHCR drew attention to …”."""

import re

from portal.parsing import sentences, speaker_introductions, untitled_names
from portal.parsing.demonyms import STATE_BY_DEMONYM
from portal.parsing.gazetteer import Gazetteer, Mention
from portal.parsing.parsed_report import Paragraph, ParsedReport

# Text before the name in a sentence that reports a statement ...
BEFORE = re.compile(
    r"(?:(?:In|During|On|At|For|As|After|Following|Regarding|Responding|With|While|Noting)\s[^.;]{2,120}?,\s+)?"
    r"(?:(?:the|le|la|les|el|los)\s+|l['’])?(?:(?:delegation|delegates?|representatives?|government|permanent\s+mission|"
    r"observer|secretariat|co-?chair)s?\s+(?:of|from|for)\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
# ... and after it.
AFTER = re.compile(
    r"(?:['’]s?)?(?:\s+(?:delegations?|delegates?|representatives?|co-?chair|government|secretariat))?"
    r"(?:\s*\([^()]{1,80}\))?(?:,\s[^.;]{2,120}?,)?",
    re.IGNORECASE,
)
JOINER = re.compile(
    r"(?:,\s+(?:also\s+)?(?:on\s+behalf\s+of|speaking\s+for)\s+[^,.;]{2,60}(?=,|\s+and\b))?\s*(?:,|;|,?\s*\band\b|,?\s*\bas\s+well\s+as\b)\s*(?:the\s+)?$"
)
# What a State does, not says: verbs in the past tense that report no statement.
ACTS = (
    *("was", "were", "is", "has", "had", "led", "chaired", "moderated", "facilitated", "hosted"),
    *("attended", "ratified", "signed", "acceded", "joined", "organi[sz]ed", "participated"),
    *("located", "based", "established", "received", "became", "launched", "enacted", "convened"),
    *("implemented", "represented", "sponsored", "funded", "borders?", "introduced a", "needed"),
)  # fmt: skip
SPEECH_VERB = re.compile(
    rf"{speaker_introductions.ADVERBS}\s+(?:(?:{'|'.join(speaker_introductions.IRREGULAR)})\b"
    rf"|(?!(?:{'|'.join(ACTS)})\b)[a-z]{{2,}}ed\b)"
    rf"|{speaker_introductions.SAYING_ELSEWHERE}"
)
# Others who say the same thing: “Norway, supported by Chad and Kenya, said …”.
SUPPORTED = re.compile(
    r",\s+(?:supported|seconded|joined|backed|followed)\s+by\s+(?:the\s+)?", re.IGNORECASE
)
# “The Japanese Co-Chair”, “the Kenyan delegation”.
ROLE = (
    r"(?:co-?chair(?:man|person|woman)?|chair|delegations?|delegates?|representatives?|government|"
    r"minister|ambassador|side|officials?)"
)
BY_DEMONYM = re.compile(
    rf"\b(?P<demonym>{'|'.join(sorted(STATE_BY_DEMONYM, key=len, reverse=True))})\s+(?i:{ROLE})\b"
)
OPENING_LENGTH = 400  # characters of a sentence that are searched


def find_speaking_organizations(draft: ParsedReport, organizations: Gazetteer) -> None:
    """Set the speaking organizations of paragraphs without a named speaker."""
    for session in draft.sessions:
        for paragraph in session.paragraphs:
            is_of_a_person = paragraph.speakers and not paragraph.has_later_speakers
            if session.kind != "annex" and not is_of_a_person:
                paragraph.speaking_organizations = speaking_organizations(paragraph, organizations)


def speaking_organizations(paragraph: Paragraph, organizations: Gazetteer) -> list[str]:
    """Return the slugs of the organizations with which a sentence of the paragraph opens."""
    slugs = [
        slug
        for sentence in sentences.split_sentences(paragraph.text)
        for slug in speakers_of_sentence(sentence, organizations)
    ]
    return list(dict.fromkeys(slugs))


def speakers_of_sentence(sentence: str, organizations: Gazetteer) -> list[str]:
    """Return the slugs of those who speak in a sentence: at its opening, in a clause, as a source."""
    text = sentence[:OPENING_LENGTH]
    mentions = mentions_in(text, organizations)
    slugs: list[str] = []
    index = 0
    while index < len(mentions):
        group = joined_mentions(text, mentions[index:])
        if is_speaking(text, group):
            slugs += slugs_of(group)
            index += len(group)
        else:
            index += 1
    return slugs


def mentions_in(text: str, organizations: Gazetteer) -> list[Mention]:
    """Return the organizations in a text, by name or by the adjective of a State, in order."""
    mentions = list(organizations.find(text))
    for match in BY_DEMONYM.finditer(text):
        slugs = organizations.lookup(STATE_BY_DEMONYM[match["demonym"]])
        overlapping = [mention for mention in mentions if mention.span[0] < match.end()]
        if slugs and not any(mention.span[1] > match.start() for mention in overlapping):
            mentions.append(Mention(match.span(), slugs))
    return sorted(mentions, key=lambda mention: mention.span)


def joined_mentions(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the first mention, and those that are joined to it: “Norway, Chad and Kenya”."""
    group = mentions[:1]
    for previous, mention in zip(mentions, mentions[1:], strict=False):
        between = text[previous.span[1] : mention.span[0]]
        if not (JOINER.fullmatch(between) or SUPPORTED.fullmatch(between)):
            break
        group.append(mention)
    return group


def is_speaking(text: str, group: list[Mention]) -> bool:
    before = text[: group[0].span[0]]
    if speaker_introductions.SOURCE.search(before):
        return True
    if BEFORE.fullmatch(before):
        return is_followed_by_speech_verb(text, group)
    # In a later clause a State may as well act: “while Norway expanded its fleet”.
    in_clause = speaker_introductions.CLAUSE.search(before)
    return bool(in_clause and untitled_names.SAID.match(text, group[-1].span[1]))


def is_followed_by_speech_verb(text: str, speaking: list[Mention]) -> bool:
    """Return whether a verb of saying follows the names."""
    end = speaking[-1].span[1]
    suffix = AFTER.match(text, end)
    ends = {end, suffix.end() if suffix else end}
    # “Norway, supported by Chad, said”: the verb follows a comma.
    ends |= {position + 1 for position in ends if text[position : position + 1] == ","}
    return any(SPEECH_VERB.match(text, position) for position in ends)


def slugs_of(mentions: list[Mention]) -> list[str]:
    """Return the slugs of the mentions, without ambiguous names."""
    slugs = [mention.slugs[0] for mention in mentions if len(mention.slugs) == 1]
    return list(dict.fromkeys(slugs))
