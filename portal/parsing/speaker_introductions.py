"""Parse the introduction of a speaker: words, verb of reporting, position, organizations."""

import re

from portal.parsing import person_names, sentences
from portal.parsing.gazetteer import Gazetteer, Mention
from portal.parsing.parsed_report import Speaker

# Text before the speaker's name in a sentence that introduces the speaker.
LEAD_IN = re.compile(
    r"(?:(?:In|During|On|At|For|As|After|Following|Speaking)\s[^.;]{2,90}?,\s+)?(?:(?:the|el|la|le)\s+)?$",
    re.IGNORECASE,
)
VERBS = (
    *("addressed", "added", "advised", "analy[sz]ed", "announced", "argued", "asked"),
    *("asserted", "began", "briefed", "called", "chaired", "cited", "commended"),
    *("commented", "commenced", "concluded", "congratulated", "covered", "delivered"),
    *("described", "detailed", "discussed", "drew", "echoed", "elaborated"),
    *("emphasi[sz]ed", "encouraged", "examined", "explained", "expressed", "facilitated"),
    *("focus+ed", "gave", "highlighted", "identified", "informed", "introduced", "invited"),
    *("led", "made", "mentioned", "moderated", "noted", "observed", "offered", "opened"),
    *("outlined", "pointed", "presented", "proposed", "provided", "raised", "recalled"),
    *("reiterated", "remarked", "reminded", "reported", "reviewed", "said", "shared"),
    *("showed", "spoke", "started", "stated", "stressed", "suggested", "summari[sz]ed"),
    *("talked", "thanked", "told", "touched", "underlined", "underscored", "updated"),
    *("urged", "walked", "welcomed", "was", "were", "is", "has"),
)  # fmt: skip
ADVERBS = r"(?:\s+(?:also|then|further|first|next|later|again|now|both|thus|therefore|in turn|\w{2,}ly)){0,3}"
# French (“a indiqué que”), Spanish (“informó”), Indonesian (“menjelaskan”).
SAYING_ELSEWHERE = (
    r"\s+(?:(?:a|ont)\s+(?:\w+\s+)?(?:indiqué|souligné|présenté|rappelé|déclaré|expliqué|estimé|noté|relevé|proposé|"
    r"demandé|ajouté|précisé|remercié|informé|suggéré|exprimé|insisté|ouvert)"
    r"|informó|informaron|señaló|señalaron|presentó|presentaron|explicó|explicaron|destacó|destacaron|indicó|indicaron"
    r"|mencionó|mencionaron|afirmó|afirmaron|propuso|propusieron|preguntó|preguntaron|comentó|agradeció|subrayó"
    r"|recalcó|declaró|expresó|expresaron|recordó|inauguró|dijo|dijeron|expuso|sostuvo"
    r"|dio\s+(?:la\s+bienvenida|inicio)"
    r"|(?:menyampaikan|menjelaskan|menyatakan|mengatakan|melaporkan|menekankan|menyoroti|mengusulkan|memaparkan|"
    r"membuka|menegaskan|mengucapkan|menanyakan|menambahkan|menuturkan))\b"
)
REPORTING = re.compile(rf"(?:{ADVERBS}\s+(?:{'|'.join(VERBS)})\b|{SAYING_ELSEWHERE})")
# After a comma any past tense ends an introduction, as no list of verbs is complete; except a
# participle that belongs to the position.
PAST_TENSE = re.compile(
    rf"(?<=,){ADVERBS}\s+"
    r"(?!(?:retired|based|appointed|accredited|seconded|assigned|named)\b)[a-z]{2,}ed\b"
)
REPORTING_AFTER_COMMA = re.compile(rf"(?<=,){REPORTING.pattern}")
# Past tenses without -ed, and phrases.
IRREGULAR = (
    *("said", "spoke", "told", "felt", "thought", "sought", "drew", "gave", "made", "took", "put"),
    *("paid", "saw", "found", "understood", "began", "went", "held that", "brought", "kept"),
    r"(?:was|remained|were)\s+(?:also\s+)?(?:\w+\s+)?(?:concerned|pleased|encouraged|interested|of\s+the\s+view|grateful)",
)
# Text before a speaker in a later clause of a sentence ...
CLAUSE = re.compile(r",\s+(?:while|whereas|and|but|where|to\s+which)\s+(?:the\s+)?$", re.IGNORECASE)
# ... and before the source of what was said: “a question from”, “was raised by”.
SOURCE = re.compile(
    r"\b(?:(?:questions?|comments?|quer(?:y|ies)|remarks?|interventions?|concerns?|inputs?|objections?|"
    r"proposals?|suggestions?|requests?)\s+(?:\w+\s+){0,2}?(?:from|by)"
    r"|(?:raised|posed|asked|suggested|proposed|voiced)\s+by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# Joins a second speaker to the first one, possibly after an introduction.
JOINER = re.compile(r"\s*(?:;|[,;]?\s*\band\b|&)\s*(?:the\s+)?$")
QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"")
# Text before a speaker's organization in an introduction ...
BEFORE = re.compile(
    r"(?:^|,|\b(?:at|of|for|from|with|in|to|representing|and)(?:\s+the)?|\bthe)\s*$",
    re.IGNORECASE,
)
# ... and after it.
AFTER = re.compile(r"\s*(?:$|[,;()]|\band\b|\bin\b|\bof\b)")
CONNECTORS = re.compile(
    r"(?:\s*[,(])*\s*\b(?:at|of|for|from|with|in|to|representing|and)?(?:\s*\bthe)?[\s,(]*$",
    re.IGNORECASE,
)
FROM = re.compile(r"(?:from|of|at|with|representing)\b", re.IGNORECASE)
PARTICIPLE = re.compile(r",?\s*\b(?:based|accredited|seconded|assigned)$")
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
OTHER_SPEAKERS = re.compile(r"(?:and|as well as|together with)\b")
COMMA_IN_QUOTATION = re.compile(r",([”\"])$")


# A speaker in a transcript: “>> MS. ANA REYES: …”.
TRANSCRIBED = re.compile(
    rf">>\s*(?P<honorifics>{person_names.HONORIFIC}{{0,3}})(?P<name>[^\W\d_][^:\n]{{1,60}}?):\s",
    re.IGNORECASE,
)
# The speaker of the previous paragraph continues.
CONTINUES = re.compile(
    rf"(?:(?:In|On|At|For|As|With|Regarding)\s[^.;]{{2,120}}?,\s+)?(?P<pronoun>[Hh]e|[Ss]he)(?:{REPORTING.pattern}|{ADVERBS}\s+[a-z]{{2,}}ed\b)"
)
STATE_VERB = re.compile(r"\b(?:was|were|is|has|led|made|chaired)$")
OPENED_BY = re.compile(
    r"\b(?:opened|chaired|introduced|moderated|facilitated|presented|delivered|led|closed)\s+by\s+(?:the\s+)?"
)
SEXES = {"he": "male", "she": "female"}


def transcribed_name(text: str) -> person_names.PrintedName | None:
    """Return the speaker's name at the start of a transcribed statement."""
    match = TRANSCRIBED.match(text)
    if match is None:
        return None
    honorifics = " ".join(match["honorifics"].split())
    return person_names.PrintedName(match["name"].strip(), honorifics, match.start(), match.end())


def opening_name(text: str) -> person_names.PrintedName | None:
    """Return the name with which the text opens, as a statement does."""
    first = next(person_names.titled_names(text), None)
    return first if first and LEAD_IN.fullmatch(text[: first.start]) else None


def opening_by(sentence: str, following: str) -> person_names.PrintedName | None:
    """Return who opened a session, if the next sentence reports his or her words.

    “The meeting was opened by Ms. Ana Lund, Minister of Ports. She recalled …”.
    """
    passive = OPENED_BY.search(sentence)
    if passive is None or not CONTINUES.match(following):
        return None
    name = next(person_names.titled_names(sentence, passive.end()), None)
    return name if name and name.start == passive.end() and name.is_sure else None


def says(sentence: str, name: person_names.PrintedName) -> bool:
    """Return whether a verb of saying follows a name, and not one that describes the person."""
    verb = introduction_end(sentence, name.end)
    return verb is not None and not STATE_VERB.search(verb.group())


def opens_as_a_speaker(text: str) -> bool:
    """Return whether a statement begins here, judging by the text alone."""
    first = opening_name(text)
    return bool(first and (first.is_sure or REPORTING.match(text, first.end)))


def find_introductions(
    text: str, first: person_names.PrintedName
) -> tuple[list[tuple[person_names.PrintedName, str]], bool]:
    """Return (name, introduction) pairs, and whether they are unambiguous.

    A name without an introduction of its own shares that of the next one.
    """
    verb = introduction_end(text, first.end)
    if verb is None:
        return [(first, "")], False
    ends = [first.end]
    names, introductions = [first], []
    for name in person_names.titled_names(text[: verb.start()], first.end):
        if not name.is_sure:
            continue
        between = text[ends[-1] : name.start]
        joiner = JOINER.search(between)
        if joiner is None and between.strip() != ",":
            return [(first, text[first.end : verb.start()].strip(" ,;"))], False
        introductions.append(between[: joiner.start() if joiner else 0].strip(" ,;"))
        names.append(name)
        ends.append(name.end)
    introductions.append(text[ends[-1] : verb.start()].strip(" ,;"))
    for index in reversed(range(len(introductions) - 1)):
        introductions[index] = introductions[index] or introductions[index + 1]
    return list(zip(names, introductions, strict=True)), not any(
        map(OTHER_SPEAKERS.match, introductions)
    )


def introduction_end(text: str, start: int) -> re.Match[str] | None:
    """Return the verb that ends an introduction within its sentence, or None."""
    masked = QUOTATION.sub(lambda quotation: "·" * len(quotation.group()), text)
    sentence_break = sentences.BREAK.search(masked, start)
    end = sentence_break.start() if sentence_break else len(masked)
    reporting, past_tense = (
        pattern.search(masked, start, end) for pattern in (REPORTING, PAST_TENSE)
    )
    if past_tense is None or (reporting and reporting.start() <= past_tense.start()):
        return reporting
    return REPORTING_AFTER_COMMA.search(masked, past_tense.end(), end) or past_tense


def complete_from_introduction(
    speaker: Speaker, introduction: str, organizations: Gazetteer
) -> None:
    """Set position and organizations from an introduction, unless they are known."""
    words = introduction.strip(" ,")
    if words.startswith("(") and words.endswith(")"):
        words = words[1:-1]
    if speaker.introduced_as or not words:
        return
    speaker.introduced_as = words
    mentions = [
        mention for mention in organizations.find(words) if is_separate_part(words, mention)
    ]
    speaker.organizations = list(
        dict.fromkeys(slug for mention in mentions for slug in mention.slugs)
    )
    speaker.position = parse_position(words[: mentions[0].span[0]] if mentions else words)
    if FROM.match(words):
        # An organization without a position.
        speaker.position = ""


def is_separate_part(words: str, mention: Mention) -> bool:
    """Return whether the mention is a separate part, and not part of a title or position."""
    start, end = mention.span
    return bool(BEFORE.search(words[:start]) and AFTER.match(words[end:]))


def parse_position(words: str) -> str:
    words = PARTICIPLE.sub("", CONNECTORS.sub("", words.strip()))
    words = ARTICLE.sub("", words.strip(" ,"))
    return COMMA_IN_QUOTATION.sub(r"\1", words)
