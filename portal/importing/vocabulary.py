"""Finding the records of a vocabulary in running text, by every form in which they are printed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from portal.importing.source import Span

WORD = re.compile(r"(?<![\w-])\w+")
QUOTES = str.maketrans("‘’‛“”‟", "'''\"\"\"")


@dataclass(frozen=True)
class Found:
    """A printed form at a place in the text, and the records that it may mean."""

    span: Span
    slugs: tuple[str, ...]


@dataclass(frozen=True)
class Opening:
    """A form that begins with a certain word, or has it so many characters behind its beginning."""

    offset: int
    expression: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        # Compiled when the word comes first: few of the forms are in a report.
        return re.compile(rf"(?<![\w-])(?:{self.expression})(?![\w-])")


@dataclass(frozen=True)
class Names:
    """Printed forms of one kind of record: {form: slugs of the records that have it}.

    Whole words only, the longest form first. A form of one word that holds a capital (an
    acronym, a name) counts only as written; with `any_case` and for longer forms case is free.
    """

    forms: Mapping[str, tuple[str, ...]]
    any_case: bool = False

    @classmethod
    def of(
        cls, records: Iterable[tuple[str, Iterable[str]]], *, any_case: bool = False
    ) -> "Names":
        """Build from (slug, printed forms) pairs; a form of two records points to both."""
        slugs: dict[str, dict[str, None]] = defaultdict(dict)
        for slug, forms in records:
            for form in forms:
                slugs[folded(form)][slug] = None
        return cls({form: tuple(found) for form, found in slugs.items()}, any_case)

    def find(self, text: str) -> Iterator[Found]:
        """Yield what the text names, in its order, without overlaps."""
        text = straight(text)
        reached = 0
        # Word by word: one pattern of all forms would be tried at every letter.
        for word in WORD.finditer(text) if self.forms else ():
            for opening in self.openings.get(word.group().lower(), ()):
                start = word.start() - opening.offset
                match = opening.pattern.match(text, start) if start >= reached else None
                if match:
                    reached = match.end()
                    yield Found(match.span(), self.exactly(match.group()))
                    break

    def named_in(self, text: str) -> list[str]:
        """Return the slugs of all that the text names, each once, in order."""
        return list(dict.fromkeys(s for found in self.find(text) for s in found.slugs))

    def exactly(self, form: str) -> tuple[str, ...]:
        """Return the slugs of the records of which this is a whole printed form."""
        return self.lowered.get(folded(form).lower(), ())

    @cached_property
    def slugs(self) -> frozenset[str]:
        return frozenset(slug for slugs in self.forms.values() for slug in slugs)

    @cached_property
    def lowered(self) -> dict[str, tuple[str, ...]]:
        lowered: dict[str, dict[str, None]] = defaultdict(dict)
        for form, slugs in self.forms.items():
            lowered[form.lower()].update(dict.fromkeys(slugs))
        return {form: tuple(slugs) for form, slugs in lowered.items()}

    @cached_property
    def openings(self) -> dict[str, list["Opening"]]:
        """Return the forms by their first word, in small letters; the longest are tried first."""
        openings: dict[str, list[Opening]] = defaultdict(list)
        for form in sorted(self.forms, key=lambda form: (-len(form), form)):
            if first := WORD.search(form):
                opening = Opening(first.start(), self.expression(form))
                openings[first.group().lower()].append(opening)
        return openings

    def expression(self, form: str) -> str:
        words = r"\s+".join(re.escape(word) for word in form.split())
        as_written = " " not in form and not form.islower() and not self.any_case
        return words if as_written else f"(?i:{words})"


@dataclass(frozen=True)
class Vocabulary:
    """What the portal knows by name when it reads a report."""

    organizations: Names = field(default_factory=lambda: Names({}))
    themes: Names = field(default_factory=lambda: Names({}, any_case=True))
    instruments: Names = field(default_factory=lambda: Names({}))
    people: Names = field(default_factory=lambda: Names({}, any_case=True))
    # Acronyms under which a series of workshops runs: "ARF".
    series: frozenset[str] = frozenset()


def straight(text: str) -> str:
    """Return the text with straight quotation marks, character for character."""
    return text.translate(QUOTES)


def folded(form: str) -> str:
    """Return the form as it is compared: straight quotation marks, single blanks."""
    return " ".join(straight(form).split())
