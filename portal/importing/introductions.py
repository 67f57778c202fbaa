"""How a speaker is introduced: with which words, up to which verb, as what and from where."""

import re

from portal.importing import names, sentences
from portal.importing.parsed import Speaker
from portal.importing.vocabulary import Found, Names

# What may stand before the speaker's name in the sentence that introduces one.
LEAD = re.compile(
    r"(?:(?:In|During|On|At|For|As|After|Following|Speaking)\s[^.;]{2,90}?,\s+)?(?:the\s+)?$",
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
ADVERBS = r"(?:\s+(?:also|then|further|briefly|first|next|subsequently|both)){0,3}"
REPORTING = re.compile(rf"{ADVERBS}\s+(?:{'|'.join(VERBS)})\b")
# Behind a comma any past tense ends an introduction, for no list of verbs is complete;
# but not a participle that belongs to the position.
FREE = re.compile(
    rf"(?<=,){ADVERBS}\s+"
    r"(?!(?:retired|based|appointed|accredited|seconded|assigned|named)\b)[a-z]{2,}ed\b"
)
BEHIND_COMMA = re.compile(rf"(?<=,){REPORTING.pattern}")
# What joins a second speaker to the first, behind whose introduction it may stand.
JOINED = re.compile(r"\s*(?:;|[,;]?\s*\band\b|&)\s*(?:the\s+)?$")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# An organization of the speaker's begins a part of the introduction ...
BEFORE = re.compile(
    r"(?:^|,|\b(?:at|of|for|from|with|in|to|representing|and)(?:\s+the)?|\bthe)\s*$",
    re.IGNORECASE,
)
# ... and ends one.
AFTER = re.compile(r"\s*(?:$|[,;()]|\band\b|\bin\b|\bof\b)")
CONNECTORS = re.compile(
    r"(?:\s*[,(])*\s*\b(?:at|of|for|from|with|in|to|representing|and)?(?:\s*\bthe)?[\s,(]*$",
    re.IGNORECASE,
)
FROM = re.compile(r"(?:from|of|at|with|representing)\b", re.IGNORECASE)
PARTICIPLE = re.compile(r",?\s*\b(?:based|accredited|seconded|assigned)$")
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
OTHERS = re.compile(r"(?:and|as well as|together with)\b")
COMMA_IN_QUOTATION = re.compile(r",([”\"])$")


# How a transcript names who speaks: “>> MS. ANA REYES: …”.
TRANSCRIBED = re.compile(
    rf">>\s*(?P<honorifics>{names.HONORIFIC}{{0,3}})(?P<name>[^\W\d_][^:\n]{{1,60}}?):\s",
    re.IGNORECASE,
)
# Somebody goes on who spoke in the paragraph before.
GOES_ON = re.compile(rf"(?P<pronoun>He|She)(?:{REPORTING.pattern})")
SEXES = {"He": "male", "She": "female"}


def transcribed_name(text: str) -> names.Printed | None:
    """Return the name before the words of a transcript."""
    found = TRANSCRIBED.match(text)
    if found is None:
        return None
    honorifics = " ".join(found["honorifics"].split())
    return names.Printed(found["name"].strip(), honorifics, found.start(), found.end())


def opening_name(text: str) -> names.Printed | None:
    """Return the name with which the text begins, as words of a speaker do."""
    first = next(names.titled_names(text), None)
    return first if first and LEAD.fullmatch(text[: first.start]) else None


def opens_as_a_speaker(text: str) -> bool:
    """Say whether a speaker's words begin here, as far as the text alone can tell."""
    first = opening_name(text)
    return bool(first and (first.is_sure or REPORTING.match(text, first.end)))


def of_speakers(
    text: str, first: names.Printed
) -> tuple[list[tuple[names.Printed, str]], bool]:
    """Return who is introduced and with which words, and whether that is clear.

    Who has no words of his own shares those of the next.
    """
    verb = verb_behind(text, first.end)
    if verb is None:
        return [(first, "")], False
    ends = [first.end]
    met, words = [first], []
    for other in names.titled_names(text[: verb.start()], first.end):
        if not other.is_sure:
            continue
        between = text[ends[-1] : other.start]
        joined = JOINED.search(between)
        if joined is None and between.strip() != ",":
            return [(first, text[first.end : verb.start()].strip(" ,;"))], False
        words.append(between[: joined.start() if joined else 0].strip(" ,;"))
        met.append(other)
        ends.append(other.end)
    words.append(text[ends[-1] : verb.start()].strip(" ,;"))
    for place in reversed(range(len(words) - 1)):
        words[place] = words[place] or words[place + 1]
    return list(zip(met, words, strict=True)), not any(map(OTHERS.match, words))


def verb_behind(text: str, start: int) -> re.Match[str] | None:
    """Return the verb with which an introduction ends, if one stands in its sentence."""
    masked = QUOTED.sub(lambda quoted: "·" * len(quoted.group()), text)
    ended = sentences.BREAK.search(masked, start)
    end = ended.start() if ended else len(masked)
    listed, free = (one.search(masked, start, end) for one in (REPORTING, FREE))
    if free is None or (listed and listed.start() <= free.start()):
        return listed
    return BEHIND_COMMA.search(masked, free.end(), end) or free


def complete(speaker: Speaker, introduction: str, organizations: Names) -> None:
    """Take position and organizations from an introduction, unless they are known already."""
    words = introduction.strip(" ,")
    if speaker.introduced_as or not words:
        return
    speaker.introduced_as = words
    found = [one for one in organizations.find(words) if stands_alone(words, one)]
    speaker.organizations = list(
        dict.fromkeys(slug for one in found for slug in one.slugs)
    )
    speaker.position = position_in(words[: found[0].span[0]] if found else words)
    if not found and FROM.match(words):
        # An organization that is not known, and no position.
        speaker.position = ""


def stands_alone(words: str, found: Found) -> bool:
    """Say whether a name is a part of the introduction and no piece of a title or position."""
    start, end = found.span
    return bool(BEFORE.search(words[:start]) and AFTER.match(words[end:]))


def position_in(words: str) -> str:
    words = PARTICIPLE.sub("", CONNECTORS.sub("", words.strip()))
    words = ARTICLE.sub("", words.strip(" ,"))
    return COMMA_IN_QUOTATION.sub(r"\1", words)
