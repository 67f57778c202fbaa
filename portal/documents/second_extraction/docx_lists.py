"""Count the paragraphs of the lists of a Word file."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from portal.documents.second_extraction.counted_labels import write_count

Element: TypeAlias = etree._Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
MAX_STYLES = 20


def attribute(element: Element | None, path: str) -> str:
    """Return the value of the element at a path of tags; empty if there is none."""
    found = None if element is None else element.find("/".join(W + tag for tag in path.split("/")))
    return "" if found is None else found.get(f"{W}val", "")


class Lists:
    """The levels of each list, the list of each style, and the counts so far."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self.styles = {
            style.get(f"{W}styleId", ""): style
            for style in ([] if styles is None else styles.iter(f"{W}style"))
        }
        self.default_style = next(
            (
                name
                for name, style in self.styles.items()
                if style.get(f"{W}default") in {"1", "true"}
                and style.get(f"{W}type") == "paragraph"
            ),
            "",
        )
        root = etree.Element("none") if numbering is None else numbering
        self.abstract = {
            item.get(f"{W}abstractNumId"): item for item in root.iter(f"{W}abstractNum")
        }
        self.instances = {item.get(f"{W}numId"): item for item in root.iter(f"{W}num")}
        self.counts: dict[str, dict[int, int]] = {}
        self.restarted: set[tuple[str, int]] = set()

    def label_of(self, paragraph: Element) -> str:
        """Count a paragraph, and return the label that Word prints before it."""
        list_id, level = self.list_of(paragraph)
        definition = self.level(list_id, level)
        if definition is None:
            return ""
        counts = self.count(list_id, level, definition)
        is_legal = definition.find(f"{W}isLgl") is not None

        def write(place: re.Match[str]) -> str:
            number = int(place[1]) - 1
            other = self.level(list_id, number)
            style = "decimal" if is_legal else attribute(other, "numFmt")
            return write_count(counts.get(number, start_of(other)), style)

        if attribute(definition, "numFmt") == "bullet":
            return ""
        return re.sub("%([1-9])", write, attribute(definition, "lvlText"))

    def list_of(self, paragraph: Element) -> tuple[str, int]:
        list_id = level = ""
        for holder in (paragraph, *self.styles_of(paragraph)):
            level = level or attribute(holder, "pPr/numPr/ilvl")
            list_id = attribute(holder, "pPr/numPr/numId")
            if list_id:
                break
        return list_id, int(level) if level.isdigit() else 0

    def styles_of(self, paragraph: Element) -> Iterator[Element]:
        name = attribute(paragraph, "pPr/pStyle") or self.default_style
        for _ in range(MAX_STYLES):
            if name not in self.styles:
                return
            yield self.styles[name]
            name = attribute(self.styles[name], "basedOn")

    def abstract_of(self, list_id: str) -> Element | None:
        abstract = self.abstract.get(attribute(self.instances.get(list_id), "abstractNumId"))
        style = attribute(abstract, "numStyleLink")
        linked = (item for item in self.abstract.values() if attribute(item, "styleLink") == style)
        return next(linked, abstract) if style else abstract

    def overrides(self, list_id: str) -> dict[str, Element]:
        instance = self.instances.get(list_id)
        items = [] if instance is None else instance.findall(f"{W}lvlOverride")
        return {item.get(f"{W}ilvl", "0"): item for item in items}

    def level(self, list_id: str, level: int) -> Element | None:
        override = self.overrides(list_id).get(str(level))
        for holder in (override, self.abstract_of(list_id)):
            for definition in [] if holder is None else holder.findall(f"{W}lvl"):
                if definition.get(f"{W}ilvl") == str(level):
                    return definition
        return None

    def count(self, list_id: str, level: int, definition: Element) -> dict[int, int]:
        """Count one more paragraph; lists with the same levels share one count."""
        overrides = self.overrides(list_id)
        owner = attribute(self.instances[list_id], "abstractNumId")
        if any(item.find(f"{W}lvl") is not None for item in overrides.values()):
            owner = f"{owner} {list_id}"
        counts = self.counts.setdefault(owner, {})
        restart = attribute(overrides.get(str(level)), "startOverride")
        if restart.isdigit() and (list_id, level) not in self.restarted:
            counts[level] = int(restart)
        else:
            counts[level] = counts.get(level, start_of(definition) - 1) + 1
        self.restarted.add((list_id, level))
        for deeper in range(level + 1, LEVELS):
            limit = attribute(self.level(list_id, deeper), "lvlRestart")
            if not limit.isdigit() or level < int(limit):
                counts.pop(deeper, None)
        return counts


def start_of(definition: Element | None) -> int:
    start = attribute(definition, "start")
    return int(start) if start.isdigit() else 1
