"""Who speaks in a paragraph, and as what: from its first words to a speaker's record."""

import re
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
ADVERBS = r"(?:\s+(?:also|then|further|briefly|first|next|subsequently|both))*"
REPORTING = re.compile(rf"{ADVERBS}\s+(?:{'|'.join(VERBS)})\b")
# Behind a comma any past tense ends an introduction: no list of verbs is complete.
TELLING = re.compile(rf"{REPORTING.pattern}|(?<=,){ADVERBS}\s+[a-z]{{2,}}ed\b")
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
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
COMMA_IN_QUOTATION = re.compile(r",([”\"])$")


@dataclass
class Company:
    """The people whom a report has introduced so far."""

    vocabulary: Vocabulary
    speakers: list[Speaker] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def meet(self, printed: names.Printed, introduction: str) -> Speaker:
        """Return the speaker of that name, a new one if it is the first time."""
        for known in self.speakers:
            if known.name.casefold() == printed.name.casefold():
                if printed.whole not in {known.printed_name, *known.short_forms}:
                    known.short_forms.append(printed.whole)
                complete(known, introduction, self.vocabulary.organizations)
                return known
        new = Speaker(printed.name, printed_name=printed.whole)
        new.known_as = self.vocabulary.people.exactly(printed.name)
        complete(new, introduction, self.vocabulary.organizations)
        self.speakers.append(new)
        return new

    def whom(self, short: str) -> list[Speaker]:
        return [one for one in self.speakers if names.is_short_form(short, one.name)]


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


def speakers_of(paragraph: Paragraph, company: Company) -> list[Speaker]:
    """Return whom the paragraph's first words introduce, or name again."""
    text = paragraph.text
    first = next(names.titled_names(text), None)
    if first is None or not LEAD.fullmatch(text[: first.start]):
        return []
    masked = QUOTED.sub(lambda quoted: "·" * len(quoted.group()), text)
    verb = TELLING.search(masked, first.end)
    introduction = text[first.end : verb.start() if verb else first.end]
    if verb is None or sentences.BREAK.search(masked, first.end, verb.start()):
        note(
            company,
            paragraph,
            "introduction-unclear",
            f"Where the introduction of {first.whole} ends is not clear; "
            "position and organization are left out.",
        )
        introduction = ""
    meant = company.whom(first.name)
    if len(meant) == 1:
        return meant
    return [company.meet(first, introduction)]


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
    words = CONNECTORS.sub("", words.strip())
    words = ARTICLE.sub("", words.strip(" ,"))
    return COMMA_IN_QUOTATION.sub(r"\1", words)


def collect_short_forms(paragraph: Paragraph, company: Company) -> None:
    """Keep every other form under which the paragraph names a speaker."""
    for printed in names.titled_names(paragraph.text):
        full = [
            one
            for one in company.speakers
            if one.name.casefold() == printed.name.casefold()
        ]
        meant = full or company.whom(printed.name)
        if len(meant) == 1:
            keep(meant[0], printed.whole)
        elif meant:
            whom = " or ".join(one.name for one in meant)
            note(
                company,
                paragraph,
                "name-ambiguous",
                f"“{printed.whole}” may be {whom}.",
            )
        else:
            note(
                company,
                paragraph,
                "person-not-introduced",
                f"“{printed.whole}” is named, but does not speak in this report.",
            )
    for speaker in paragraph.speakers:
        surname = speaker.name.split()[-1]
        alone = re.compile(rf"{re.escape(surname)}{REPORTING.pattern}")
        if any(alone.match(one) for one in sentences.split(paragraph.text)):
            keep(speaker, surname)


def keep(speaker: Speaker, form: str) -> None:
    known = {speaker.name, speaker.printed_name, *speaker.short_forms}
    if form not in known:
        speaker.short_forms.append(form)


def note(company: Company, paragraph: Paragraph, code: str, reason: str) -> None:
    span = (paragraph.spans[0][0], paragraph.spans[-1][1])
    if not any(
        (one.code, one.reason, one.span) == (code, reason, span)
        for one in company.notes
    ):
        company.notes.append(Note(code, reason, span))
