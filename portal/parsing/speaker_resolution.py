"""Resolve the speakers of paragraphs: introduced once, found again by short names."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from portal.parsing import (
    person_names,
    sentences,
    speaker_introductions,
    surnames,
    transcripts,
    untitled_names,
)
from portal.parsing.gazetteer import Vocabulary
from portal.parsing.parsed_report import Paragraph, ParsedReport, Speaker
from portal.parsing.source import Note
from portal.parsing.untitled_names import NameEvidence


@dataclass
class SpeakerRegistry:
    """The speakers introduced so far in a report."""

    evidence: NameEvidence
    speakers: list[Speaker] = field(default_factory=list)
    notes: dict[Note, None] = field(default_factory=dict)
    # The speakers of the previous paragraph.
    last_speakers: list[Speaker] = field(default_factory=list)
    by_name: dict[str, Speaker] = field(default_factory=dict)
    by_slug: dict[str, Speaker] = field(default_factory=dict)
    by_word: dict[str, list[Speaker]] = field(default_factory=lambda: defaultdict(list))
    # The full name for each label in minutes.
    names_by_label: Mapping[str, str] = field(default_factory=dict)

    @property
    def vocabulary(self) -> Vocabulary:
        return self.evidence.vocabulary

    def get_or_create(self, printed: person_names.PrintedName) -> Speaker:
        """Return the speaker with this name; register a new one if there is none."""
        known_slugs = self.vocabulary.people.lookup(printed.name)
        speaker = self.by_name.get(printed.name.casefold())
        if speaker is None and len(known_slugs) == 1:
            # Another printed form of a stored person.
            speaker = self.by_slug.get(known_slugs[0])
        if speaker is None:
            speaker = Speaker(printed.name, printed_name=printed.whole, known_slugs=known_slugs)
            self.register(speaker)
        speaker.add_form(printed.whole)
        return speaker

    def register(self, speaker: Speaker) -> None:
        self.speakers.append(speaker)
        self.by_name[speaker.name.casefold()] = speaker
        if len(speaker.known_slugs) == 1:
            self.by_slug[speaker.known_slugs[0]] = speaker
        for word in set(speaker.name.casefold().split()):
            self.by_word[word].append(speaker)

    def candidates(self, name: str) -> list[Speaker]:
        """Return the speakers that a name may refer to: by full name, else by short form."""
        if speaker := self.by_name.get(name.casefold()):
            return [speaker]
        first_word, *_ = name.casefold().split()
        return [
            speaker
            for speaker in self.by_word.get(first_word, ())
            if person_names.is_short_form(name, speaker.name)
        ]

    def may_be_a_name(self, printed: person_names.PrintedName) -> bool:
        """Return whether the words after a rank are a name, unlike “General Assembly”."""
        if not printed.is_of_rank:
            return True
        gazetteers = (self.vocabulary.organizations, self.vocabulary.instruments)
        return (printed.is_sure or bool(self.candidates(printed.name))) and not any(
            mention.span[0] == 0
            for gazetteer in gazetteers
            for mention in gazetteer.find(printed.whole)
        )

    def add_note(self, paragraph: Paragraph, code: str, reason: str, about: str = "") -> None:
        span = (paragraph.spans[0][0], paragraph.spans[-1][1])
        self.notes[Note(code, reason, span, about)] = None


def resolve_speakers(
    draft: ParsedReport, vocabulary: Vocabulary, listed_names: Sequence[str]
) -> None:
    """Set the speakers of every paragraph, and add speakers and notes to the draft.

    `listed_names` are the names of the people in the report's lists of participants.
    """
    paragraphs = [
        paragraph
        for session in draft.sessions
        for paragraph in session.paragraphs
        if session.kind != "annex"
    ]
    texts = [paragraph.text for paragraph in paragraphs]
    registry = SpeakerRegistry(
        NameEvidence.of(texts, vocabulary, listed_names),
        names_by_label=transcripts.names_by_label(texts, listed_names),
    )
    for session in draft.sessions:
        if session.kind != "annex" and untitled_names.TALKS.search(session.title):
            for paragraph in session.paragraphs:
                names = untitled_names.names_of_talk(paragraph.text, registry.evidence)
                paragraph.speakers = [registry.get_or_create(name) for name in names]
    for paragraph in paragraphs:
        if paragraph.speakers:
            continue
        opening = speakers_of(paragraph, registry)
        later = [] if is_transcribed(paragraph, registry) else later_speakers(paragraph, registry)
        paragraph.speakers = list({id(speaker): speaker for speaker in [*opening, *later]}.values())
        if later and not opening:
            paragraph.has_later_speakers = True
        registry.last_speakers = paragraph.speakers
    for paragraph in paragraphs:
        collect_short_forms(paragraph, registry)
    draft.speakers = registry.speakers
    draft.notes += registry.notes


def speakers_of(paragraph: Paragraph, registry: SpeakerRegistry) -> list[Speaker]:
    """Return the speakers that the paragraph's first words introduce or name."""
    if name := speaker_introductions.transcribed_name(paragraph.text):
        return [registry.get_or_create(name)]
    label = transcripts.label_of(paragraph.text)
    if full_name := registry.names_by_label.get(label):
        return [registry.get_or_create(person_names.printed_name(full_name, len(label)))]
    first = speaker_introductions.opening_name(paragraph.text)
    if first is None:
        first = untitled_names.opening_untitled_name(paragraph.text, registry.evidence)
        if first:
            paragraph.voice = "named"
            # Whoever chairs introduces others.
            paragraph.has_later_speakers = bool(first.position)
            return introduced_speakers(paragraph, first, registry, paragraph.text)
        return continuing_speaker(paragraph, registry)
    if not registry.may_be_a_name(first):
        return []
    if first.is_sure and not first.is_of_rank:
        paragraph.voice = "named"
    return introduced_speakers(paragraph, first, registry, paragraph.text)


def is_transcribed(paragraph: Paragraph, registry: SpeakerRegistry) -> bool:
    """Return whether the paragraph is what one speaker said, word for word."""
    label = transcripts.label_of(paragraph.text)
    return label in registry.names_by_label or bool(
        speaker_introductions.transcribed_name(paragraph.text)
    )


def later_speakers(paragraph: Paragraph, registry: SpeakerRegistry) -> list[Speaker]:
    """Return the speakers that later sentences name: “… . Lund replied that …”."""
    speakers: list[Speaker] = []
    parts = sentences.split_sentences(paragraph.text)
    for sentence, following in zip(parts, [*parts[1:], ""], strict=True):
        if sentence is not parts[0] and (name := titled_speaker(sentence, registry)):
            speakers += introduced_speakers(paragraph, name, registry, sentence)
        if opener := speaker_introductions.opening_by(sentence, following):
            speakers.append(registry.get_or_create(opener))
            speaker_introductions.complete_from_introduction(
                speakers[-1], sentence[opener.end :].rstrip("."), registry.vocabulary.organizations
            )
        speakers += surnames.surnames_in(sentence, registry.candidates)
        for name in untitled_names.untitled_names(sentence, registry.evidence):
            speakers += introduced_speakers(paragraph, name, registry, sentence)
    return list({id(speaker): speaker for speaker in speakers}.values())


def titled_speaker(sentence: str, registry: SpeakerRegistry) -> person_names.PrintedName | None:
    """Return the name with an honorific with which a sentence opens, if a verb of saying follows."""
    name = speaker_introductions.opening_name(sentence)
    is_sure = name is not None and name.is_sure and registry.may_be_a_name(name)
    return name if name and is_sure and speaker_introductions.says(sentence, name) else None


def introduced_speakers(
    paragraph: Paragraph, first: person_names.PrintedName, registry: SpeakerRegistry, text: str
) -> list[Speaker]:
    """Return the speakers that a text of the paragraph introduces; complete their details.

    `first` is the first name in it, with its position in this text.
    """
    introductions, is_clear = speaker_introductions.find_introductions(text, first)
    if not is_clear:
        registry.add_note(
            paragraph,
            "introduction-unclear",
            f"It is unclear where the introduction of {first.whole} ends; "
            "position and organization were left out.",
            first.whole,
        )
    speakers: list[Speaker] = []
    for printed, words in introductions:
        speaker = recognize(registry, paragraph, printed, words)
        is_new = printed.name.casefold() not in registry.by_name
        if speaker is None and is_new and (words or not printed.needs_introduction):
            speaker = registry.get_or_create(printed)
            if printed.is_guessed:
                reason = (
                    f"“{printed.name}” was assumed to be a person: a speaker is usually named here."
                )
                registry.add_note(paragraph, "name-assumed", reason, printed.name)
        words = words or printed.position
        if speaker and is_clear:
            speaker_introductions.complete_from_introduction(
                speaker, words, registry.vocabulary.organizations
            )
        if speaker and not any(speaker is other for other in speakers):
            speakers.append(speaker)
    return speakers


def continuing_speaker(paragraph: Paragraph, registry: SpeakerRegistry) -> list[Speaker]:
    """Return the last speaker, if the paragraph begins with a matching “he” or “she”."""
    match = speaker_introductions.CONTINUES.match(paragraph.text)
    if match is None or len(registry.last_speakers) != 1:
        return []
    (speaker,) = registry.last_speakers
    sexes = {
        speaker_introductions.SEXES[match["pronoun"].lower()],
        person_names.sex_of(speaker.printed_name),
    }
    if len(sexes - {""}) > 1:
        return []
    reason = f"“{match['pronoun']}” was assumed to mean {speaker.name}."
    registry.add_note(paragraph, "pronoun-assumed", reason)
    return [speaker]


def recognize(
    registry: SpeakerRegistry,
    paragraph: Paragraph,
    printed: person_names.PrintedName,
    words: str,
) -> Speaker | None:
    """Return the only known speaker that the name can refer to; else None, with a note."""
    candidates = registry.candidates(printed.name)
    matching = [speaker for speaker in candidates if matches(speaker, printed, words)]
    if len(matching) == 1:
        if words or printed.name.casefold() == matching[0].name.casefold():
            matching[0].add_form(printed.whole)
        return matching[0]
    if candidates:
        names = " or ".join(speaker.name for speaker in candidates)
        reason = f"“{printed.whole}” may mean {names}; no speaker was set."
        registry.add_note(paragraph, "name-ambiguous", reason, printed.whole)
    elif printed.needs_introduction and not words:
        reason = f"“{printed.whole}” speaks without an introduction; no person was created."
        registry.add_note(paragraph, "speaker-not-introduced", reason, printed.whole)
    return None


def matches(speaker: Speaker, printed: person_names.PrintedName, words: str) -> bool:
    """Return whether a name can be the speaker's: neither introduction nor sex contradict."""
    sexes = {person_names.sex_of(speaker.printed_name), printed.sex} - {""}
    if len(sexes) > 1:
        return False
    if printed.name.casefold() == speaker.name.casefold():
        return True
    return not words or words.casefold() == speaker.introduced_as.casefold()


def collect_short_forms(paragraph: Paragraph, registry: SpeakerRegistry) -> None:
    """Record the other printed forms by which the paragraph names speakers."""
    for printed in person_names.titled_names(paragraph.text):
        if not registry.may_be_a_name(printed):
            continue
        candidates = registry.candidates(printed.name)
        matching = [candidate for candidate in candidates if matches(candidate, printed, "")]
        if len(matching) == 1:
            matching[0].add_form(printed.whole)
        elif candidates:
            names = " or ".join(candidate.name for candidate in candidates)
            reason = f"“{printed.whole}” may mean {names}."
            registry.add_note(paragraph, "name-ambiguous", reason, printed.whole)
        else:
            reason = f"“{printed.whole}” is named, but does not speak in this report."
            registry.add_note(paragraph, "person-not-introduced", reason, printed.whole)
    for speaker in paragraph.speakers:
        surname = speaker.name.split()[-1]
        if any(
            sentence.startswith(surname)
            and speaker_introductions.REPORTING.match(sentence, len(surname))
            for sentence in sentences.split_sentences(paragraph.text)
        ):
            speaker.add_form(surname)
