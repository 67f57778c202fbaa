"""Who speaks in a paragraph: the speaker's record, made once and found again under short forms."""

from collections import defaultdict
from dataclasses import dataclass, field

from portal.importing import introductions, names, sentences
from portal.importing.parsed import Draft, Paragraph, Speaker
from portal.importing.source import Note
from portal.importing.vocabulary import Vocabulary


@dataclass
class Company:
    """The people whom a report has introduced so far."""

    vocabulary: Vocabulary
    speakers: list[Speaker] = field(default_factory=list)
    notes: dict[Note, None] = field(default_factory=dict)
    # Who spoke in the paragraph before.
    speaking: list[Speaker] = field(default_factory=list)
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

    def doubt(
        self, paragraph: Paragraph, code: str, reason: str, about: str = ""
    ) -> None:
        span = (paragraph.spans[0][0], paragraph.spans[-1][1])
        self.notes[Note(code, reason, span, about)] = None


def introduce(draft: Draft, vocabulary: Vocabulary) -> None:
    """Find the speakers of every paragraph; the draft gets them and the doubts about them."""
    company = Company(vocabulary)
    said = [
        paragraph
        for session in draft.sessions
        for paragraph in session.paragraphs
        if session.kind != "annex"
    ]
    for paragraph in said:
        paragraph.speakers = company.speaking = speakers_of(paragraph, company)
    for paragraph in said:
        collect_short_forms(paragraph, company)
    draft.speakers = company.speakers
    draft.notes += company.notes


def speakers_of(paragraph: Paragraph, company: Company) -> list[Speaker]:
    """Return whom the paragraph's first words introduce, or name again."""
    if named := introductions.transcribed_name(paragraph.text):
        return [company.meet(named)]
    first = introductions.opening_name(paragraph.text)
    if first is None:
        return who_goes_on(paragraph, company)
    if not company.may_be_a_name(first):
        return []
    if first.is_sure and not first.is_of_rank:
        paragraph.voice = "named"
    return introduced(paragraph, first, company)


def introduced(
    paragraph: Paragraph, first: names.Printed, company: Company
) -> list[Speaker]:
    """Return those whom the first sentence introduces, with what it says of them."""
    said, is_clear = introductions.of_speakers(paragraph.text, first)
    if not is_clear:
        company.doubt(
            paragraph,
            "introduction-unclear",
            f"Where the introduction of {first.whole} ends is not clear; "
            "position and organization are left out.",
            first.whole,
        )
    speakers: list[Speaker] = []
    for printed, words in said:
        speaker = recognized(company, paragraph, printed, words)
        is_new = printed.name.casefold() not in company.by_name
        if speaker is None and is_new and (words or not printed.needs_introduction):
            speaker = company.meet(printed)
        if speaker and is_clear:
            introductions.complete(speaker, words, company.vocabulary.organizations)
        if speaker and not any(speaker is one for one in speakers):
            speakers.append(speaker)
    return speakers


def who_goes_on(paragraph: Paragraph, company: Company) -> list[Speaker]:
    """Return who spoke last, if the paragraph begins with “he” or “she” and that fits."""
    found = introductions.GOES_ON.match(paragraph.text)
    if found is None or len(company.speaking) != 1:
        return []
    (speaker,) = company.speaking
    sexes = {introductions.SEXES[found["pronoun"]], names.sex_of(speaker.printed_name)}
    if len(sexes - {""}) > 1:
        return []
    reason = f"“{found['pronoun']}” is taken for {speaker.name}."
    company.doubt(paragraph, "pronoun-assumed", reason)
    return [speaker]


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
        company.doubt(paragraph, "name-ambiguous", reason, printed.whole)
    elif printed.needs_introduction and not words:
        reason = (
            f"“{printed.whole}” speaks without being introduced; no person was made."
        )
        company.doubt(paragraph, "speaker-not-introduced", reason, printed.whole)
    return None


def fits(speaker: Speaker, printed: names.Printed, words: str) -> bool:
    """Say whether a name can be that of the speaker: no other introduction, no other sex."""
    sexes = {names.sex_of(speaker.printed_name), printed.sex} - {""}
    if len(sexes) > 1:
        return False
    if printed.name.casefold() == speaker.name.casefold():
        return True
    return not words or words.casefold() == speaker.introduced_as.casefold()


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
            company.doubt(paragraph, "name-ambiguous", reason, printed.whole)
        else:
            reason = f"“{printed.whole}” is named, but does not speak in this report."
            company.doubt(paragraph, "person-not-introduced", reason, printed.whole)
    for speaker in paragraph.speakers:
        surname = speaker.name.split()[-1]
        if any(
            one.startswith(surname) and introductions.REPORTING.match(one, len(surname))
            for one in sentences.split(paragraph.text)
        ):
            keep(speaker, surname)


def keep(speaker: Speaker, form: str) -> None:
    known = {speaker.name, speaker.printed_name, *speaker.short_forms}
    if form not in known:
        speaker.short_forms.append(form)
