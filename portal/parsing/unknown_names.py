"""Propose bodies and instruments that the vocabulary does not have, so that an editor can add them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from portal.parsing import untitled_names
from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.parsed_report import ParsedReport, Speaker
from portal.parsing.source import Note, Span

BODY_WORD = (
    r"(?:Ministry|Ministries|Department|Agency|Authority|Office|Bureau|Commission|Council|Institute|"
    r"University|Centre|Center|Directorate|Secretariat|Embassy|Foundation|Federation|Association|"
    r"Organi[sz]ation|Corporation|Board|Committee|Network|Fund|Bank|Academy|Parliament|Senate|"
    r"Administration|Trust|Chamber)"
)
INSTRUMENT_WORD = (
    r"(?:Convention|Protocol|Declaration|Covenant|Treaty|Charter|Compact|Agreement|"
    r"Memorandum\s+of\s+Understanding|Plan\s+of\s+Action|Action\s+Plan|Principles|Guidelines)"
)
SMALL_WORD = r"(?:of|for|on|and|the|to|in|against|with|from|their|other|de|du|des|la|&)"
# Words that begin something else: a sentence, a position, another instrument.
OTHER_WORD = rf"(?:{INSTRUMENT_WORD}|The|This|These|Director|Head|Professor|Chair|Advis[eo]r|Officer|Manager)\b"
NAME_WORD = rf"(?!{OTHER_WORD})[A-Z][\w'’-]*"
# “Economic, Social and Cultural Rights”
NAME_WORDS = rf"{NAME_WORD}(?:(?:,\s+{NAME_WORD}){{1,6}},?\s+and\s+{NAME_WORD})?"
REST = rf"(?:\s+(?:{SMALL_WORD}\s+){{0,3}}{NAME_WORDS}){{0,12}}"
# “Port Authority of the North”: capitalized words around the one that shows what it is.
BODY = re.compile(rf"(?<![\w'’-])(?:{NAME_WORD}\s+){{0,8}}?\b{BODY_WORD}\b{REST}")
INSTRUMENT = re.compile(
    rf"(?<![\w'’-])(?:{NAME_WORD}\s+){{0,4}}{INSTRUMENT_WORD}\s+(?:on|for|against|relating\s+to|concerning|of)\s+"
    rf"(?:the\s+)?{NAME_WORDS}{REST}"
)
# “Deputy Member Port Commission”: a position without a comma after it.
LEADING_POSITION = re.compile(rf"(?i:{untitled_names.POSITION})\s+(?=[A-Z])")
MAX_INTRODUCTION = 600  # characters that are searched
MAX_INSTRUMENTS = 20  # for which there is a note
MAX_PEOPLE = 3  # that a note names


@dataclass
class UnknownBody:
    """An unknown body in introductions: the State beside it, the people, and the place."""

    country: str
    people: list[str] = field(default_factory=list)
    span: Span | None = None


def unknown_name_notes(draft: ParsedReport, vocabulary: Vocabulary) -> Iterator[Note]:
    yield from body_notes(draft, vocabulary.organizations)
    yield from instrument_notes(draft, vocabulary.instruments)


def body_notes(draft: ParsedReport, organizations: Gazetteer) -> Iterator[Note]:
    spans = first_spans(draft)
    found: dict[str, UnknownBody] = {}
    for person in [*draft.speakers, *draft.participants]:
        for name in unknown_bodies(person.introduced_as, organizations):
            country = country_of(person, name, organizations)
            body = found.setdefault(name, UnknownBody(country, span=spans.get(id(person))))
            body.people.append(person.name)
    for name, body in found.items():
        beside = f" ({body.country})" if body.country else ""
        yield Note(
            "organization-new",
            f"“{name}”{beside} is not in the vocabulary. Add it, and choose it for "
            f"{enumerate_people(body.people)}.",
            body.span,
            name,
        )


def first_spans(draft: ParsedReport) -> dict[int, Span]:
    """Return the span of the first paragraph of each speaker, by `id()`."""
    spans: dict[int, Span] = {}
    for paragraph in draft.paragraphs:
        for speaker in paragraph.speakers:
            spans.setdefault(id(speaker), (paragraph.spans[0][0], paragraph.spans[-1][1]))
    return spans


def unknown_bodies(introduction: str, organizations: Gazetteer) -> Iterator[str]:
    """Yield the names of bodies in an introduction, no part of which is a known organization."""
    introduction = introduction[:MAX_INTRODUCTION]
    known = [mention.span for mention in organizations.find(introduction)]
    for match in BODY.finditer(introduction):
        name = LEADING_POSITION.sub("", match.group(), count=1)
        if " " in name and not any(overlaps(match.span(), span) for span in known):
            yield name


def country_of(person: Speaker, body: str, organizations: Gazetteer) -> str:
    """Return the organization printed after the body in an introduction, else the speaker's."""
    mentions = list(organizations.find(person.introduced_as.partition(body)[2]))
    if mentions:
        start, end = mentions[0].span
        return person.introduced_as.partition(body)[2][start:end]
    slugs = set(person.organizations)
    forms = (form for form, others in organizations.forms.items() if slugs & set(others))
    return next(forms, "")


def instrument_notes(draft: ParsedReport, instruments: Gazetteer) -> Iterator[Note]:
    spans: dict[str, Span] = {}
    counts: dict[str, int] = defaultdict(int)
    for paragraph in draft.paragraphs:
        known = [mention.span for mention in instruments.find(paragraph.text)]
        for match in INSTRUMENT.finditer(paragraph.text):
            if not any(overlaps(match.span(), span) for span in known):
                counts[match.group()] += 1
                place = (paragraph.spans[0][0], paragraph.spans[-1][1])
                spans.setdefault(match.group(), place)
    for name in sorted(spans, key=lambda name: -counts[name])[:MAX_INSTRUMENTS]:
        times = "once" if counts[name] == 1 else f"{counts[name]} times"
        yield Note(
            "instrument-new",
            f"“{name}” is named {times}, and is not in the vocabulary. Add it, or add this wording to "
            "an existing record.",
            spans[name],
            name,
        )


def overlaps(span: Span, other: Span) -> bool:
    return span[0] < other[1] and other[0] < span[1]


def enumerate_people(names: Iterable[str]) -> str:
    first, others = list(names)[:MAX_PEOPLE], list(names)[MAX_PEOPLE:]
    return ", ".join(first) + (f" and {len(others)} more" if others else "")
