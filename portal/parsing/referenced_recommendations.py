"""Take the recommendations from paragraphs that the report itself names as containing them.

Example: “The recommendations in paragraphs 67 (a), 71 and 94 were not accepted”. No list repeats
these recommendations; only sentences in the discussion state them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.parsing import inline_lists
from portal.parsing.parsed_report import Paragraph, ParsedReport, Recommendation, Subjects
from portal.parsing.source import Note
from portal.parsing.unique_slugs import UniqueSlugs

ANNOUNCES = re.compile(
    r"\brecommendations?\b[^.;:]{0,80}?\bin\s+(?:[^.;:()]{0,60}?\s)?paragraphs?\s*:?\s*(?=\d)",
    re.IGNORECASE,
)
# The list after it: “67 (a), (b) (i) and (ii); 71, last sentence; and 94 to 96”.
TOKEN = re.compile(
    r"(?P<range>\s*(?:to|[-–])\s*(?=\d))?\s*(?:(?P<number>\d{1,3})\b(?!\.\d)|\((?P<letter>[a-z]{1,4})\)"
    r"|[,;]|and\b|in\s+paragraphs?\b|paragraphs?\b|(?:first|last)\s+sentences?\b)",
    re.IGNORECASE,
)
# “paragraph 1 of the Oslo Declaration”
OF_ANOTHER = re.compile(
    r"\s+(?:above\s+|below\s+)?(?:of|in|to)\s+(?!(?:the\s+)?(?:present|this)\b)", re.IGNORECASE
)
MAX_RANGE = 40  # paragraphs
ASKS = re.compile(
    r"\b(?:recommend|urg|encourag|suggest|request|invit|appeal)(?:s|e[sd]?|ed|ing)?\b|\bcall(?:s|ed)?\s+(?:for|on|upon)\b",
    re.IGNORECASE,
)
MIN_WORDS = 3


@dataclass
class Reference:
    """A paragraph said to contain recommendations: its number, and letters in it, if stated."""

    number: str
    letters: set[str] = field(default_factory=set)


def add_referenced_recommendations(draft: ParsedReport) -> None:
    """Add what the named paragraphs recommend, with their speakers as issuers."""
    with_points = {recommendation.paragraph for recommendation in draft.recommendations}
    slugs = UniqueSlugs(recommendation.reference for recommendation in draft.recommendations)
    earlier: dict[str, Paragraph] = {}
    found: dict[str, list[Recommendation]] = {}
    for paragraph in draft.paragraphs:
        for reference in references_in(paragraph.text):
            named = earlier.get(reference.number)
            if named is None or named.anchor in with_points or named.anchor in found:
                continue
            found[named.anchor] = [
                recommendation_of(named, text, slugs.allocate(f"{named.number}.{label}"))
                for label, text in asked_in(named.text, reference.letters)
            ]
            draft.notes += [note_of(item, paragraph) for item in found[named.anchor]]
        if paragraph.number:
            earlier[paragraph.number] = paragraph
    draft.add_recommendations([item for items in found.values() for item in items])


def references_in(text: str) -> Iterator[Reference]:
    """Yield the paragraphs that, according to a text, contain recommendations."""
    for announcement in ANNOUNCES.finditer(text):
        references: list[Reference] = []
        position = announcement.end()
        while token := TOKEN.match(text, position):
            position = token.end()
            if token["number"] and token["range"] and references:
                references += up_to(references[-1].number, token["number"])
            elif token["number"]:
                references.append(Reference(token["number"]))
            elif token["letter"] and references:
                references[-1].letters.add(token["letter"].lower())
        if not OF_ANOTHER.match(text, position):
            yield from references


def up_to(first: str, last: str) -> list[Reference]:
    numbers = range(int(first) + 1, int(last) + 1)
    return [Reference(str(number)) for number in numbers[:MAX_RANGE]]


def asked_in(text: str, letters: set[str]) -> Iterator[tuple[str, str]]:
    """Yield label and words of what a paragraph asks for: its lettered clauses, or its sentences."""
    number = 0
    for start, end in inline_lists.sentence_spans(text):
        if not ASKS.search(text, start, end):
            continue
        clauses = inline_lists.inline_points(text, start, end)
        number += not clauses
        for label, clause in clauses or [(str(number), (start, end))]:
            words = text[slice(*clause)]
            is_wanted = not (letters and clauses) or label in letters
            if is_wanted and len(words.split()) >= MIN_WORDS:
                yield label, words


def recommendation_of(paragraph: Paragraph, text: str, reference: str) -> Recommendation:
    issuers = list(paragraph.speaking_organizations)
    for speaker in paragraph.speakers:
        issuers += [slug for slug in speaker.organizations if slug not in issuers]
    subjects = Subjects(issuers=issuers)
    return Recommendation(reference, text, [], paragraph=paragraph.anchor, subjects=subjects)


def note_of(recommendation: Recommendation, paragraph: Paragraph) -> Note:
    named_in = f"paragraph {paragraph.number}" if paragraph.number else "a later paragraph"
    return Note(
        "recommended-in-prose",
        f"Recommendation {recommendation.reference} is a sentence of its paragraph, which "
        f"{named_in} names as containing recommendations.",
        about=recommendation.reference,
    )
