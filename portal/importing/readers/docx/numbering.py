"""The numbers that Word prints before paragraphs and keeps nowhere in their text."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from docx.oxml.ns import qn
from lxml import etree

from portal.importing.readers.numerals import letters, ordinal, roman

Element: TypeAlias = etree._Element
BULLET = "•"


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": ordinal,
    "none": lambda number: "",
}


@dataclass(frozen=True)
class Level:
    """How a level of a list is numbered."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restarts_after: int | None = None
    is_legal: bool = False
    indent: int | None = None  # twentieths of a point


@dataclass(frozen=True)
class Printed:
    """What stands before a paragraph: the label (empty for none), its level and indent."""

    label: str
    level: int
    indent: int | None = None


@dataclass
class Numbering:
    """A document's lists, and how far each has counted."""

    levels: dict[str, dict[int, Level]]
    lists: dict[str, str]
    overrides: dict[tuple[str, int], int]
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None) -> "Numbering":
        """Read the part `numbering.xml`, which a document without lists lacks."""
        if root is None:
            return cls({}, {}, {})
        abstract = {
            value(one, "abstractNumId"): one for one in root.iter(qn("w:abstractNum"))
        }
        by_style = {
            linked: one
            for one in abstract.values()
            if (linked := child_value(one, "styleLink"))
        }
        levels = {}
        for key, one in abstract.items():
            # A list that is defined by a style has its levels where the style says.
            linked = child_value(one, "numStyleLink")
            source = by_style.get(linked, one) if linked else one
            levels[key] = {
                int(value(each, "ilvl") or 0): level_of(each)
                for each in source.findall(qn("w:lvl"))
            }
        lists, overrides = {}, {}
        for one in root.iter(qn("w:num")):
            key = value(one, "numId")
            lists[key] = child_value(one, "abstractNumId")
            for change in one.findall(qn("w:lvlOverride")):
                place = int(value(change, "ilvl") or 0)
                start = child_value(change, "startOverride")
                own = change.find(qn("w:lvl"))
                if own is not None:
                    lists[key] = own_levels(levels, lists[key], key, place, own)
                if start.isdigit():
                    overrides[key, place] = int(start)
        return cls(levels, lists, overrides)

    def next(self, list_id: str, place: int) -> Printed | None:
        """Count a paragraph of the list at the level; return what Word prints before it."""
        key = self.lists.get(list_id, "")
        levels = self.levels.get(key, {})
        if place not in levels:
            return None
        level, counts = levels[place], self.counts[key]
        start = self.overrides.get((list_id, place))
        if start is not None and (list_id, place) not in self.begun:
            counts[place] = start
        else:
            counts[place] = counts.get(place, level.start - 1) + 1
        self.begun.add((list_id, place))
        for below in [one for one in counts if one > place]:
            after = levels[below].restarts_after if below in levels else None
            if after is None or place < after:
                del counts[below]
        if level.format == "bullet":
            return Printed(BULLET, place, level.indent)
        return Printed(self.printed(level, levels, counts), place, level.indent)

    def printed(
        self, level: Level, levels: dict[int, Level], counts: dict[int, int]
    ) -> str:
        def number(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            there = levels.get(place, Level())
            count = counts.get(place, there.start)
            way = "decimal" if level.is_legal else there.format
            return FORMATS.get(way, str)(count)

        return re.sub(r"%([1-9])", number, level.text)


def own_levels(
    levels: dict[str, dict[int, Level]],
    key: str,
    list_id: str,
    place: int,
    own: Element,
) -> str:
    """Give a list that changes a level its own levels; return the key under which they stand."""
    mine = f"{key}/{list_id}"
    levels[mine] = {**levels.get(mine, levels.get(key, {})), place: level_of(own)}
    return mine


def level_of(element: Element) -> Level:
    restart = child_value(element, "lvlRestart")
    start = child_value(element, "start")
    properties = element.find(qn("w:pPr"))
    return Level(
        start=int(start) if start.isdigit() else 1,
        format=child_value(element, "numFmt") or "decimal",
        text=child_value(element, "lvlText"),
        restarts_after=int(restart) if restart.isdigit() else None,
        is_legal=element.find(qn("w:isLgl")) is not None,
        indent=indent_of(properties),
    )


def indent_of(properties: Element | None) -> int | None:
    """Return the left indent that paragraph properties give, in twentieths of a point."""
    found = properties.find(qn("w:ind")) if properties is not None else None
    if found is None:
        return None
    left = found.get(qn("w:left")) or found.get(qn("w:start")) or ""
    return int(left) if left.lstrip("-").isdigit() else None


def value(element: Element, name: str) -> str:
    return str(element.get(qn(f"w:{name}")) or "")


def child_value(element: Element | None, name: str) -> str:
    found = element.find(qn(f"w:{name}")) if element is not None else None
    return value(found, "val") if found is not None else ""
