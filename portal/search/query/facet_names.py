"""Names of facet values that a query may contain: themes, levels, voices, kinds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from recommendations.models import Recommendation
from reports.labels import LocalizedLabel
from reports.models import Instrument, Organization, Paragraph, Theme

LEVEL_NAMES = {
    Recommendation.Level.NATIONAL: _("national level"),
    Recommendation.Level.BILATERAL: _("bilateral level"),
    Recommendation.Level.REGIONAL: _("regional level"),
    Recommendation.Level.ALL: _("at all levels"),
}
RECORD_NAMES = {
    "report": _("Reports"),
    "recommendation": _("Recommendations"),
    "statement": _("Statements"),
    "contribution": _("Contributions"),
}
# What joins two subjects in one label, in the languages of the site: “Return and reintegration”
# is found by “return”. Thai and Burmese are written without spaces.
CONJUNCTIONS = {
    "en": r"\s+(?:and|or)\s+",
    "id": r"\s+(?:dan|atau)\s+",
    "my": "နှင့်|သို့မဟုတ်",
    "th": "และ|หรือ",
    "vi": r"\s+(?:và|hoặc)\s+",
}
PUNCTUATION = r"\s*[,;/]\s*"


# About as much as one rare word scores, and as several do: nobody who types “regional level” means
# a text with these words. Somebody who types “migrant workers” does, though “Workers” is a kind of
# organization.
LABEL_WEIGHT = 3.0
CHOICE_WEIGHTS = {"level": 8.0, "voice": 8.0, "kind": 0.0, "record_type": 8.0}


@dataclass(frozen=True)
class RecordName:
    """A theme, organization or instrument. Without a weight, texts that name it come first."""

    record: Theme | Organization | Instrument
    facet: str
    weight: float = 0.0

    @property
    def value(self) -> str:
        return self.record.slug

    @property
    def localized_name(self) -> LocalizedLabel:
        return self.record.localized_name


@dataclass(frozen=True)
class ChoiceName:
    facet: str
    value: str
    label: str | Promise

    @property
    def weight(self) -> float:
        return CHOICE_WEIGHTS[self.facet]

    @property
    def localized_name(self) -> str:
        return str(self.label)


def theme_names(themes: Iterable[Theme]) -> Iterator[tuple[RecordName, list[str]]]:
    """Yield each theme with its labels in every language, and with the phrases that point to it."""
    for theme in themes:
        labels = [str(theme), *(str(label) for label, _others in theme.translations)]
        parts = split_label(str(theme), settings.VOCABULARY_LANGUAGE)
        for label, _others in theme.translations:
            parts += split_label(str(label), label.language)
        yield RecordName(theme, "theme", LABEL_WEIGHT), labels
        yield (
            RecordName(theme, "theme"),
            [name for name in (*theme.all_names, *parts) if name not in labels],
        )


def translations(themes: Iterable[Theme]) -> Iterator[tuple[str, str]]:
    """Yield (subject, the same in the vocabulary's language) if both labels name equally many."""
    for theme in themes:
        own_parts = split_label(str(theme), settings.VOCABULARY_LANGUAGE)
        for label, _others in theme.translations:
            parts = split_label(str(label), label.language)
            if len(parts) == len(own_parts):
                yield from zip(parts, own_parts, strict=True)


def split_label(label: str, language: str) -> list[str]:
    """Return the subjects that a label names."""
    conjunction = CONJUNCTIONS.get(language)
    separators = f"{PUNCTUATION}|{conjunction}" if conjunction else PUNCTUATION
    return [part for part in re.split(separators, label) if part]


def entity_names(
    entities: Iterable[Organization | Instrument], facet: str
) -> Iterator[tuple[RecordName, list[str]]]:
    for entity in entities:
        yield RecordName(entity, facet), entity.all_names


def choice_names() -> Iterator[tuple[ChoiceName, list[str]]]:
    """Yield the other facet values with their labels in every language of the site."""
    for facet, choices in (
        ("level", Recommendation.Level),
        ("voice", Paragraph.Voice),
        ("kind", Organization.Sector),
    ):
        for value, label in choices.choices:
            other = LEVEL_NAMES.get(value, label)
            yield ChoiceName(facet, value, label), in_all_languages(label, other)
    for value, label in RECORD_NAMES.items():
        yield ChoiceName("record_type", value, label), in_all_languages(label)


def in_all_languages(*labels: str | Promise) -> list[str]:
    names = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            names += [str(label) for label in labels]
    return list(dict.fromkeys(names))
