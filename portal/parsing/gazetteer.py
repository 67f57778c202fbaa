"""Find vocabulary records in text by their printed forms."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from portal.parsing.source import Span
from portal.parsing.theme_cues import CueIndex

MIN_CAPITALS = 4  # letters of a name that may be printed in capitals
WORD = re.compile(r"(?<![\w-])\w+")
QUOTES = str.maketrans("‘’‛“”‟", "'''\"\"\"")


@dataclass(frozen=True)
class Mention:
    """A printed form found in a text, and the slugs that it may refer to."""

    span: Span
    slugs: tuple[str, ...]


@dataclass(frozen=True)
class IndexedForm:
    """A printed form, indexed by a word that begins `offset` characters into it."""

    offset: int
    expression: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        # Compiled on first use, as few of the forms occur in a report.
        return re.compile(rf"(?<![\w-])(?:{self.expression})(?![\w-])")


@dataclass(frozen=True)
class Gazetteer:
    """Printed forms of one record type: {form: slugs}.

    Matches whole words only, the longest form first. A single word with a capital (an acronym,
    a name) is case-sensitive, unless `any_case`; longer forms are not.
    """

    forms: Mapping[str, tuple[str, ...]]
    any_case: bool = False

    @classmethod
    def of(
        cls, records: Iterable[tuple[str, Iterable[str]]], *, any_case: bool = False
    ) -> "Gazetteer":
        """Build from (slug, printed forms) pairs; a form may have several slugs."""
        slugs: dict[str, dict[str, None]] = defaultdict(dict)
        for slug, forms in records:
            for form in forms:
                slugs[fold(form)][slug] = None
        return cls({form: tuple(form_slugs) for form, form_slugs in slugs.items()}, any_case)

    def find(self, text: str) -> Iterator[Mention]:
        """Yield the mentions in the text, in order, without overlaps."""
        text = straighten_quotes(text)
        last_end = 0
        # Word by word, as one pattern of all forms would be tried at every character.
        for word in WORD.finditer(text) if self.forms else ():
            for indexed in self.forms_by_first_word.get(word.group().lower(), ()):
                start = word.start() - indexed.offset
                match = indexed.pattern.match(text, start) if start >= last_end else None
                if match:
                    last_end = match.end()
                    yield Mention(match.span(), self.lookup(match.group()))
                    break

    def slugs_in(self, text: str) -> list[str]:
        """Return the slugs of all mentions in the text, without repetition, in order."""
        return list(dict.fromkeys(slug for mention in self.find(text) for slug in mention.slugs))

    def lookup(self, form: str) -> tuple[str, ...]:
        """Return the slugs of the records that have this printed form."""
        return self.slugs_by_lowercase.get(fold(form).lower(), ())

    @cached_property
    def slugs(self) -> frozenset[str]:
        return frozenset(slug for slugs in self.forms.values() for slug in slugs)

    @cached_property
    def slugs_by_lowercase(self) -> dict[str, tuple[str, ...]]:
        slugs_by_lowercase: dict[str, dict[str, None]] = defaultdict(dict)
        for form, slugs in self.forms.items():
            slugs_by_lowercase[form.lower()].update(dict.fromkeys(slugs))
        return {form: tuple(slugs) for form, slugs in slugs_by_lowercase.items()}

    @cached_property
    def forms_by_first_word(self) -> dict[str, list[IndexedForm]]:
        """Return the forms by their first word in lower case, longest first."""
        forms_by_first_word: dict[str, list[IndexedForm]] = defaultdict(list)
        for form in sorted(self.forms, key=lambda form: (-len(form), form)):
            if first_word := WORD.search(form):
                indexed = IndexedForm(first_word.start(), self.form_pattern(form))
                forms_by_first_word[first_word.group().lower()].append(indexed)
        return forms_by_first_word

    def form_pattern(self, form: str) -> str:
        words = r"\s+".join(re.escape(word) for word in form.split())
        as_written = " " not in form and not form.islower() and not self.any_case
        if not as_written:
            return f"(?i:{words})"
        # Some reports print who speaks in capitals.
        return f"{words}|{words.upper()}" if len(form) >= MIN_CAPITALS and form.isalpha() else words


@dataclass(frozen=True)
class Vocabulary:
    """The gazetteers of all record types."""

    organizations: Gazetteer = field(default_factory=lambda: Gazetteer({}))
    themes: Gazetteer = field(default_factory=lambda: Gazetteer({}, any_case=True))
    theme_cues: CueIndex = field(default_factory=CueIndex)
    instruments: Gazetteer = field(default_factory=lambda: Gazetteer({}))
    people: Gazetteer = field(default_factory=lambda: Gazetteer({}, any_case=True))
    # Acronyms of workshop series, such as "ARF".
    series: frozenset[str] = frozenset()


def straighten_quotes(text: str) -> str:
    """Return the text with straight quotation marks; its length does not change."""
    return text.translate(QUOTES)


def fold(form: str) -> str:
    """Return the form normalized for comparison: straight quotation marks, single blanks."""
    return " ".join(straighten_quotes(form).split())
