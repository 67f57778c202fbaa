"""What a text is about, as far as the vocabulary's labels tell. Suggestions, for an editor to judge."""

from collections import Counter

from portal.importing import issuers
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
    for asked in draft.recommendations:
        name_issuers(asked, draft, vocabulary.organizations)


def name_issuers(asked: Recommendation, draft: Draft, organizations: Names) -> None:
    """Set those who made the recommendation apart from those whom it names."""
    said = issuers.issuers_of(asked.text, organizations)
    if not said.slugs:
        return
    asked.subjects.issuers = said.slugs
    asked.subjects.organizations = organizations.named_in(asked.text[: said.start])
    draft.notes += (
        Note(
            "issuer-unknown",
            f"Recommendation {asked.reference} is made by “{name}”, which the "
            "vocabulary does not know.",
            (asked.spans[0][0], asked.spans[-1][1]),
        )
        for name in said.unknown
    )


def themes_in(text: str, themes: Names) -> list[str]:
    """Return the themes whose labels the text holds most often; among equals the first named."""
    hits = Counter(slug for found in themes.find(text) for slug in found.slugs)
    return [slug for slug, _ in hits.most_common(MOST_THEMES)]
