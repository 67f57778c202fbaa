"""Stems of languages other than English, marked with their language: `fr:travailleur`."""

from collections.abc import Iterable

from portal.search.index import schema


def stemmed_language(tag: str) -> str | None:
    """Return the key in STEMMERS of a language tag, or None if there is no stemmer for it."""
    subtag = tag.partition("-")[0]
    return subtag if subtag in schema.STEMMERS else None


def stems_in(language: str, text: str) -> list[str]:
    stems = schema.foreign_stem_analyzer(language).analyze(text)
    return [f"{language}:{stem}" for stem in stems]


def stems_of_texts(tag: str, texts: Iterable[str]) -> list[str]:
    """Return the value of the field FOREIGN_STEMS for a record of a report in that language."""
    language = stemmed_language(tag)
    return [" ".join(stems_in(language, text)) for text in texts] if language else []
