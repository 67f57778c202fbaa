"""List numbers that Word prints before paragraphs and does not store in their text."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from docx.oxml.ns import qn
from lxml import etree

from portal.documents.readers.number_formats import letters, ordinal, roman

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
    """The numbering of a list level."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restarts_after: int | None = None
    is_legal: bool = False
    indent: int | None = None  # twentieths of a point


@dataclass(frozen=True)
class ListLabel:
    """The label printed before a paragraph (empty for none), its list level and indent."""

    label: str
    level: int
    indent: int | None = None


@dataclass
class Numbering:
    """The document's lists and their counters."""

    levels: dict[str, dict[int, Level]]
    lists: dict[str, str]
    overrides: dict[tuple[str, int], int]
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    started_lists: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None) -> "Numbering":
        """Parse the part `numbering.xml`, which is missing in documents without lists."""
        if root is None:
            return cls({}, {}, {})
        abstract = {
            value(element, "abstractNumId"): element for element in root.iter(qn("w:abstractNum"))
        }
        by_style = {
            style_id: element
            for element in abstract.values()
            if (style_id := child_value(element, "styleLink"))
        }
        levels = {}
        for key, element in abstract.items():
            # A list defined by a style uses the levels of that style's list.
            style_id = child_value(element, "numStyleLink")
            source = by_style.get(style_id, element) if style_id else element
            levels[key] = {
                int(value(level_element, "ilvl") or 0): level_of(level_element)
                for level_element in source.findall(qn("w:lvl"))
            }
        lists, overrides = {}, {}
        for element in root.iter(qn("w:num")):
            key = value(element, "numId")
            lists[key] = child_value(element, "abstractNumId")
            for change in element.findall(qn("w:lvlOverride")):
                level = int(value(change, "ilvl") or 0)
                start = child_value(change, "startOverride")
                own_level = change.find(qn("w:lvl"))
                if own_level is not None:
                    lists[key] = own_levels(levels, lists[key], key, level, own_level)
                if start.isdigit():
                    overrides[key, level] = int(start)
        return cls(levels, lists, overrides)

    def next(self, list_id: str, level_index: int) -> ListLabel | None:
        """Count a paragraph of the list at the level; return its label."""
        key = self.lists.get(list_id, "")
        levels = self.levels.get(key, {})
        if level_index not in levels:
            return None
        level, counts = levels[level_index], self.counts[key]
        start = self.overrides.get((list_id, level_index))
        if start is not None and (list_id, level_index) not in self.started_lists:
            counts[level_index] = start
        else:
            counts[level_index] = counts.get(level_index, level.start - 1) + 1
        self.started_lists.add((list_id, level_index))
        for deeper in [index for index in counts if index > level_index]:
            restarts_after = levels[deeper].restarts_after if deeper in levels else None
            if restarts_after is None or level_index < restarts_after:
                del counts[deeper]
        if level.format == "bullet":
            return ListLabel(BULLET, level_index, level.indent)
        return ListLabel(self.format_label(level, levels, counts), level_index, level.indent)

    def format_label(self, level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
        def format_number(match: re.Match[str]) -> str:
            level_index = int(match[1]) - 1
            level_definition = levels.get(level_index, Level())
            count = counts.get(level_index, level_definition.start)
            number_format = "decimal" if level.is_legal else level_definition.format
            return FORMATS.get(number_format, str)(count)

        return re.sub(r"%([1-9])", format_number, level.text)


def own_levels(
    levels: dict[str, dict[int, Level]],
    key: str,
    list_id: str,
    level: int,
    element: Element,
) -> str:
    """Copy the levels of a list and override one; return the key of the copy."""
    own_key = f"{key}/{list_id}"
    levels[own_key] = {
        **levels.get(own_key, levels.get(key, {})),
        level: level_of(element),
    }
    return own_key


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
    """Return the left indent of paragraph properties, in twentieths of a point."""
    indent = properties.find(qn("w:ind")) if properties is not None else None
    if indent is None:
        return None
    value_text = indent.get(qn("w:left")) or indent.get(qn("w:start")) or ""
    return int(value_text) if value_text.lstrip("-").isdigit() else None


def value(element: Element, name: str) -> str:
    return str(element.get(qn(f"w:{name}")) or "")


def child_value(element: Element | None, name: str) -> str:
    child = element.find(qn(f"w:{name}")) if element is not None else None
    return value(child, "val") if child is not None else ""
