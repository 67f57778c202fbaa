"""A briefing as a value: cover, sections, and items with their footnotes. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any


@dataclass(frozen=True)
class Text:
    """Words and the language they are in."""

    words: str
    language: str


@dataclass(frozen=True)
class Fact:
    """A line below an item: what it states, such as "Addressed to"."""

    label: str
    value: str


@dataclass(frozen=True)
class BriefingTable:
    """A table below an item or on the cover; each row has as many cells as there are headings."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    # The shares of the width that columns take in Word; the style sheet of the PDF has its own.
    widths: tuple[int, ...]

    @property
    def characters(self) -> int:
        return sum(len(cell) for row in self.rows for cell in row)


@dataclass(frozen=True)
class Item:
    """One text of the selection, as published."""

    # As printed: 21.C.3.b, or the speaker.
    lead: str
    text: Text
    # The reference, which ends with the permalink.
    footnote: str
    url: str
    facts: tuple[Fact, ...] = ()
    # The text that it stands under, if that is not the item above.
    under: Text | None = None
    # How many items it is nested under.
    depth: int = 0
    # The statements that led to it, none if the report gives none; None if nobody has decided.
    statements: tuple["Item", ...] | None = None
    table: BriefingTable | None = None


@dataclass(frozen=True)
class Subsection:
    heading: Text
    # Days and place of the workshop, or nothing.
    note: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Section:
    heading: Text
    subsections: tuple[Subsection, ...]


@dataclass(frozen=True)
class Words:
    """The words of the briefing itself, in the language of the reader."""

    filters: str
    contents: str
    source: str
    no_filters: str
    page: str
    rationale: str
    no_statement: str


@dataclass(frozen=True)
class Briefing:
    """A selection of records, in the language of the reader."""

    title: str
    language: str
    # "26 recommendations, data as of 28 November 2026"
    summary: str
    day: date
    # (facet, value) of each filter in force.
    filters: tuple[tuple[str, str], ...]
    # The address of the list with the same filters.
    url: str
    site_name: str
    sections: tuple[Section, ...]
    words: Words
    # What the cover says before the contents.
    cover_facts: tuple[Fact, ...] = ()
    cover_tables: tuple[BriefingTable, ...] = ()

    @property
    def is_wide(self) -> bool:
        """Whether it has tables, which need the longer side of the paper."""
        return bool(self.cover_tables)

    @property
    def characters(self) -> int:
        """Return the length of all texts."""
        return sum(
            len(one.text.words)
            + sum(len(fact.label) + len(fact.value) for fact in one.facts)
            + (one.table.characters if one.table else 0)
            for item in self.items
            for one in (item, *(item.statements or ()))
        )

    @property
    def items(self) -> list[Item]:
        return [
            item
            for section in self.sections
            for subsection in section.subsections
            for item in subsection.items
        ]


def grouped(
    records: Iterable[Any], key: Callable[[Any], Any], order: Sequence[Any] = ()
) -> list[tuple[Any, list[Any]]]:
    """Return (key, records) of each group: keys in `order` first, others as they appear."""
    records = list(records)
    keys = list(dict.fromkeys([*order, *map(key, records)]))
    ranks = {value: rank for rank, value in enumerate(keys)}
    ranked = sorted(records, key=lambda record: ranks[key(record)])
    return [(value, list(group)) for value, group in groupby(ranked, key)]
