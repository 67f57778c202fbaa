"""The words of a theme vocabulary that indicate its subject field, or one of its themes."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from portal.parsing.gazetteer import Gazetteer

WORD = re.compile(r"[^\W\d_]{5,}")
# Words that begin alike have one meaning here: migrant, migration.
STEM_LENGTH = 5
# A stem in labels of this many themes shows the field to which all of them belong.
DOMAIN_SHARE, DOMAIN_LEAST = 0.4, 3
# A stem in this many labels of one theme, and hardly in others, points to that theme.
KEYWORD_SHARE, KEYWORD_LEAST, KEYWORD_OWN = 0.4, 5, 2 / 3


@dataclass(frozen=True)
class LabelWords:
    """`domain` holds label words of the subject field; `keywords`, the telling stems by theme."""

    domain: frozenset[str]
    keywords: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, themes: Gazetteer) -> "LabelWords":
        labels: Counter[str] = Counter()
        stems: dict[str, Counter[str]] = defaultdict(Counter)
        for label, slugs in themes.forms.items():
            labels.update(slugs)
            for slug in slugs:
                stems[slug].update(stems_of(label))
        themes_by_stem = Counter(stem for counts in stems.values() for stem in counts)
        least = max(DOMAIN_LEAST, DOMAIN_SHARE * len(labels))
        domain = {stem for stem, count in themes_by_stem.items() if count >= least}
        words = {word for label in themes.forms for word in words_of(label)}
        total = sum(stems.values(), Counter())
        return cls(
            domain=frozenset(word for word in words if word[:STEM_LENGTH] in domain),
            keywords={
                slug: frozenset(keywords_of(counts, labels[slug], total) - domain)
                for slug, counts in stems.items()
            },
        )

    def is_about_domain(self, text: str) -> bool:
        """Return whether a text has a word of the field; True if the vocabulary shows no field."""
        return not self.domain or not self.domain.isdisjoint(words_of(text))

    def is_of_field(self, label: str) -> bool:
        """Return whether a label has only words of the field: “labour migration” is its subject."""
        return set(label.lower().split()) <= self.domain

    def is_telling(self, label: str, slug: str) -> bool:
        """Return whether a label means its theme on any subject: “trafficking of women”."""
        return len(label.split()) > 1 and not self.keywords[slug].isdisjoint(stems_of(label))


def keywords_of(counts: Counter[str], labels: int, total: Counter[str]) -> set[str]:
    least = max(KEYWORD_LEAST, KEYWORD_SHARE * labels)
    return {
        stem
        for stem, count in counts.items()
        if count >= least and count >= KEYWORD_OWN * total[stem]
    }


def words_of(text: str) -> set[str]:
    return set(WORD.findall(text.lower()))


def stems_of(text: str) -> set[str]:
    return {word[:STEM_LENGTH] for word in words_of(text)}
