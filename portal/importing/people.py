"""Who speaks in a paragraph, and as what: from its first words to a speaker's record."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from portal.importing import names, sentences
from portal.importing.parsed import Draft, Note, Paragraph, Speaker
from portal.importing.vocabulary import Found, Names, Vocabulary

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


@dataclass
class Company:
    """The people whom a report has introduced so far."""

    vocabulary: Vocabulary
    speakers: list[Speaker] = field(default_factory=list)
    notes: dict[Note, None] = field(default_factory=dict)
    by_name: dict[str, Speaker] = field(default_factory=dict)
    by_slug: dict[str, Speaker] = field(default_factory=dict)
    by_word: dict[str, list[Speaker]] = field(default_factory=lambda: defaultdict(list))

    def meet(self, printed: names.Printed) -> Speaker:
        """Return the speaker of that name, a new one if it is the first time."""
        known_as = self.vocabulary.people.exactly(printed.name)
        one = self.by_name.get(printed.name.casefold())
        if one is None and len(known_as) == 1:
            # Two printed forms of a person who is recorded already.
            one = self.by_slug.get(known_as[0])
        if one is None:
            one = Speaker(printed.name, printed_name=printed.whole, known_as=known_as)
            self.remember(one)
        keep(one, printed.whole)
        return one

    def remember(self, new: Speaker) -> None:
        self.speakers.append(new)
        self.by_name[new.name.casefold()] = new
        if len(new.known_as) == 1:
            self.by_slug[new.known_as[0]] = new
        for word in set(new.name.casefold().split()):
            self.by_word[word].append(new)

    def whom(self, short: str) -> list[Speaker]:
        """Return whom a name may mean: the bearer of all of it, or of more than it."""
        if full := self.by_name.get(short.casefold()):
            return [full]
        first, *_ = short.casefold().split()
        return [
            one
            for one in self.by_word.get(first, ())
            if names.is_short_form(short, one.name)
        ]

    def may_be_a_name(self, printed: names.Printed) -> bool:
        """Say whether a rank stands before a name, and not before words like “Assembly”."""
        if not printed.is_of_rank:
            return True
        known = (self.vocabulary.organizations, self.vocabulary.instruments)
        return (printed.is_sure or bool(self.whom(printed.name))) and not any(
            found.span[0] == 0 for forms in known for found in forms.find(printed.whole)
        )

    def doubt(self, paragraph: Paragraph, code: str, reason: str) -> None:
        span = (paragraph.spans[0][0], paragraph.spans[-1][1])
        self.notes[Note(code, reason, span)] = None


def introduce(draft: Draft, vocabulary: Vocabulary) -> None:
    """Find the speakers of every paragraph; the draft gets them and the doubts about them."""
    company = Company(vocabulary)
    for session in draft.sessions:
        if session.kind == "annex":
            continue
        for paragraph in session.paragraphs:
            paragraph.speakers = speakers_of(paragraph, company)
    for paragraph in draft.paragraphs:
        collect_short_forms(paragraph, company)
    draft.speakers = company.speakers
    draft.notes += company.notes


def opening_name(text: str) -> names.Printed | None:
    """Return the name with which the text begins, as words of a speaker do."""
    first = next(names.titled_names(text), None)
    return first if first and LEAD.fullmatch(text[: first.start]) else None


def opens_as_a_speaker(text: str) -> bool:
    """Say whether a speaker's words begin here, as far as the text alone can tell."""
    first = opening_name(text)
    return bool(first and (first.is_sure or REPORTING.match(text, first.end)))


def speakers_of(paragraph: Paragraph, company: Company) -> list[Speaker]:
    """Return whom the paragraph's first words introduce, or name again."""
    first = opening_name(paragraph.text)
    if first is None or not company.may_be_a_name(first):
        return []
    if first.is_sure and not first.is_of_rank:
        paragraph.voice = "named"
    said, is_clear = introductions(paragraph.text, first)
    if not is_clear:
        company.doubt(
            paragraph,
            "introduction-unclear",
            f"Where the introduction of {first.whole} ends is not clear; "
            "position and organization are left out.",
        )
    speakers: list[Speaker] = []
    for printed, words in said:
        speaker = recognized(company, paragraph, printed, words)
        is_new = printed.name.casefold() not in company.by_name
        if speaker is None and is_new and (words or not printed.needs_introduction):
            speaker = company.meet(printed)
        if speaker and is_clear:
            complete(speaker, words, company.vocabulary.organizations)
        if speaker and not any(speaker is one for one in speakers):
            speakers.append(speaker)
    return speakers


def recognized(
    company: Company, paragraph: Paragraph, printed: names.Printed, words: str
) -> Speaker | None:
    """Return the speaker met before whom the name means, if that is beyond doubt."""
    meant = company.whom(printed.name)
    fitting = [one for one in meant if fits(one, printed, words)]
    if len(fitting) == 1:
        if words or printed.name.casefold() == fitting[0].name.casefold():
            keep(fitting[0], printed.whole)
        return fitting[0]
    if meant:
        whom = " or ".join(one.name for one in meant)
        reason = f"“{printed.whole}” may be {whom}, and is not taken for one of them."
        company.doubt(paragraph, "name-ambiguous", reason)
    elif printed.needs_introduction and not words:
        reason = (
            f"“{printed.whole}” speaks without being introduced; no person was made."
        )
        company.doubt(paragraph, "speaker-not-introduced", reason)
    return None


def fits(speaker: Speaker, printed: names.Printed, words: str) -> bool:
    """Say whether a name can be that of the speaker: no other introduction, no other sex."""
    sexes = {names.sex_of(speaker.printed_name), printed.sex} - {""}
    if len(sexes) > 1:
        return False
    if printed.name.casefold() == speaker.name.casefold():
        return True
    return not words or words.casefold() == speaker.introduced_as.casefold()


def introductions(
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


def collect_short_forms(paragraph: Paragraph, company: Company) -> None:
    """Keep every other form under which the paragraph names a speaker."""
    for printed in names.titled_names(paragraph.text):
        if not company.may_be_a_name(printed):
            continue
        meant = company.whom(printed.name)
        fitting = [one for one in meant if fits(one, printed, "")]
        if len(fitting) == 1:
            keep(fitting[0], printed.whole)
        elif meant:
            whom = " or ".join(one.name for one in meant)
            reason = f"“{printed.whole}” may be {whom}."
            company.doubt(paragraph, "name-ambiguous", reason)
        else:
            reason = f"“{printed.whole}” is named, but does not speak in this report."
            company.doubt(paragraph, "person-not-introduced", reason)
    for speaker in paragraph.speakers:
        surname = speaker.name.split()[-1]
        if any(
            one.startswith(surname) and REPORTING.match(one, len(surname))
            for one in sentences.split(paragraph.text)
        ):
            keep(speaker, surname)


def keep(speaker: Speaker, form: str) -> None:
    known = {speaker.name, speaker.printed_name, *speaker.short_forms}
    if form not in known:
        speaker.short_forms.append(form)
