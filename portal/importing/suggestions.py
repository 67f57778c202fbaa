"""What a text is about, as far as the vocabulary's labels tell. Suggestions, for an editor to judge."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from portal.importing import issuers
from portal.importing.issuers import Issuers
from portal.importing.parsed import Draft, Paragraph, Recommendation, Subjects
from portal.importing.source import Note, Span
from portal.importing.vocabulary import Names, Vocabulary

MOST_THEMES = 3
# A label of several words says what a text is about. A single word may be mentioned by the
# way: in a text of more words than these, it has to come twice.
PHRASE, WORD = 2, 1
LONG_TEXT = 100
SMALL_WORDS = {"and", "for", "in", "of", "on", "the", "to"}
# What makes a name longer than a label in it: Human Rights | Council, Declaration of | Human Rights.
NAME_GOES_ON = re.compile(r"\s+[A-Z]")
NAME_BEGINS = re.compile(
    r"[A-Z][\w’'-]*\s+(?:of|on|for|against)\s+(?:the\s+)?(?:All\s+)?$"
)


def suggest(draft: Draft, vocabulary: Vocabulary) -> None:
    """Give every paragraph and recommendation the themes and names that its text shows."""
    units: list[Paragraph | Recommendation] = [
        *draft.paragraphs,
        *draft.recommendations,
    ]
    for unit in units:
        unit.subjects = Subjects(
            themes=themes_in(unit.text, vocabulary),
            organizations=vocabulary.organizations.named_in(unit.text),
            instruments=vocabulary.instruments.named_in(unit.text),
        )
    said = [
        name_issuers(one, vocabulary.organizations) for one in draft.recommendations
    ]
    # Where most recommendations say who made them, a bracket that names nobody known is odd.
    are_usual = 2 * sum(bool(one.slugs) for one in said) > len(said)
    for asked, issuers_said in zip(draft.recommendations, said, strict=True):
        if issuers_said.slugs or are_usual:
            draft.notes += doubtful_issuers(asked, issuers_said)


def name_issuers(asked: Recommendation, organizations: Names) -> Issuers:
    """Set those who made the recommendation apart from those whom it names."""
    said = issuers.issuers_of(asked.text, organizations)
    if said.slugs:
        inside = chain.from_iterable(said.inside.values())
        asked.subjects.issuers = list(dict.fromkeys([*said.slugs, *inside]))
        asked.subjects.organizations = organizations.named_in(asked.text[: said.start])
    return said


def doubtful_issuers(asked: Recommendation, said: Issuers) -> Iterator[Note]:
    place = (asked.spans[0][0], asked.spans[-1][1])
    for name in said.unknown:
        yield Note(
            "issuer-unknown",
            f"Recommendation {asked.reference} is made by “{name}”, which the vocabulary "
            "does not know.",
            place,
            name,
        )
    for bracket in said.inside:
        yield Note(
            "issuer-inside",
            f"Recommendation {asked.reference} holds “({bracket})” inside its text; who is "
            "named there is taken for one who made it, too.",
            place,
        )


def themes_in(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return the themes that the text's labels tell most clearly; among equals the first named."""
    names = [
        *vocabulary.organizations.find(text),
        *vocabulary.instruments.find(text),
    ]
    told: Counter[str] = Counter()
    for found in vocabulary.themes.find(text):
        if is_part_of_a_name(text, found.span, [one.span for one in names]):
            continue
        start, end = found.span
        weight = PHRASE if len(text[start:end].split()) > 1 else WORD
        told.update(dict.fromkeys(found.slugs, weight))
    least = PHRASE if len(text.split()) > LONG_TEXT else WORD
    clear = [slug for slug, weight in told.most_common() if weight >= least]
    return clear[:MOST_THEMES]


def is_part_of_a_name(text: str, label: Span, names: list[Span]) -> bool:
    """Say whether a label is only a part of what an organization or an instrument is called."""
    start, end = label
    if any(
        first <= start and end <= last and (first, last) != label
        for first, last in names
    ):
        return True
    words = text[start:end].split()
    if not all(word[0].isupper() for word in words if word not in SMALL_WORDS):
        return False
    return bool(NAME_GOES_ON.match(text, end) or NAME_BEGINS.search(text[:start]))
