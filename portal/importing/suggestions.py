"""What a text is about, as far as the vocabulary's labels tell. Suggestions, for an editor to judge."""

from collections import Counter

from portal.importing.parsed import Draft, Paragraph, Recommendation, Subjects
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


def themes_in(text: str, themes: Names) -> list[str]:
    """Return the themes whose labels the text holds most often; among equals the first named."""
    hits = Counter(slug for found in themes.find(text) for slug in found.slugs)
    return [slug for slug, _ in hits.most_common(MOST_THEMES)]
