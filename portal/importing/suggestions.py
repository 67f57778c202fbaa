"""What a text is about, as far as the vocabulary's labels tell. Suggestions, for an editor to judge."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from portal.importing import issuers
from portal.importing.issuers import Issuers
from portal.importing.parsed import Draft, Paragraph, Recommendation, Subjects
from portal.importing.source import Note
from portal.importing.vocabulary import Names, Vocabulary

MOST_THEMES = 3


def suggest(draft: Draft, vocabulary: Vocabulary) -> None:
    """Give every paragraph and recommendation the themes and names that its text shows."""
    units: list[Paragraph | Recommendation] = [
        *draft.paragraphs,
        *draft.recommendations,
    ]
    for unit in units:
        unit.subjects = Subjects(
            themes=themes_in(unit.text, vocabulary.themes),
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


def themes_in(text: str, themes: Names) -> list[str]:
    """Return the themes whose labels the text holds most often; among equals the first named."""
    hits = Counter(slug for found in themes.find(text) for slug in found.slugs)
    return [slug for slug, _ in hits.most_common(MOST_THEMES)]
