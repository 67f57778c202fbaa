"""The visible text of a page by the parser of the standard library, which builds no tree."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from portal.documents.second_extraction.counted_labels import write_count
from portal.documents.second_extraction.extraction import Extraction

VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
    *("source", "track", "wbr"),
}
UNSEEN = {
    *("script", "style", "template", "title", "noscript", "object", "iframe", "audio", "video"),
    *("canvas", "svg", "select", "textarea", "datalist", "nav"),
}
INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
    *("font", "i", "ins", "kbd", "label", "mark", "q", "rb", "ruby", "s", "samp", "small", "span"),
    *("strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
}
# Start tag -> the elements that it closes, and the elements outside which it closes none.
LISTS = {"ol", "ul", "menu"}
CLOSED_BY = {
    "li": ({"li"}, LISTS),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "p": ({"p"}, {"td", "th", "li", "div", "section", "blockquote", "body"}),
}
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)")
LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
SMALL_NUMBER = re.compile(r"\d{1,5}")
Attributes = dict[str, str]


def extract(content: bytes) -> Extraction:
    page = VisibleText()
    page.feed(decode(content))
    page.close()
    return Extraction(("".join(page.parts),))


def decode(content: bytes) -> str:
    """Return the text in UTF-8, else in the encoding that the page declares."""
    declared = DECLARED.search(content[:2048].lower())
    for encoding in ("utf-8", declared[1].decode() if declared else "utf-16"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-16")


@dataclass
class CountedList:
    """An open list: the next number, and where the labels of its items are in the text."""

    style: str
    number: int
    step: int
    labels: list[int] = field(default_factory=list)
    # Counts down to 1, from a number that is known only at the end of the list.
    is_backward: bool = False


class VisibleText(HTMLParser):
    """Collects what a browser shows as text, with the numbers of list items."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        # Open elements, and whether they hide their content.
        self.open: list[tuple[str, bool]] = []
        self.hidden = 0
        self.lists: list[CountedList] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.separate(tag)
        if tag in VOID:
            return
        if tag in CLOSED_BY:
            self.close_implied(*CLOSED_BY[tag])
        is_hidden = tag in UNSEEN or is_not_shown(attributes)
        self.open.append((tag, is_hidden))
        self.hidden += is_hidden
        if tag in LISTS:
            self.lists.append(list_of(tag, attributes))
        elif tag == "li" and self.lists and not self.hidden:
            self.write_label(self.lists[-1], attributes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Outside SVG, a browser ignores the slash.
        self.handle_starttag(tag, attrs)
        if self.hidden:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.separate(tag)
        if any(tag == name for name, _ in self.open):
            while self.close_last() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)

    def close_implied(self, closed: set[str], walls: set[str]) -> None:
        """Close the innermost of the elements that the next start tag ends."""
        for depth, (name, _) in enumerate(reversed(self.open), start=1):
            if name in walls:
                return
            if name in closed:
                for _ in range(depth):
                    self.close_last()
                return

    def close_last(self) -> str:
        tag, was_hidden = self.open.pop()
        self.hidden -= was_hidden
        if tag in LISTS and self.lists:
            self.end_list(self.lists.pop())
        return tag

    def separate(self, tag: str) -> None:
        if tag not in INLINE:
            self.parts.append("\n")

    def write_label(self, counted: CountedList, attributes: Attributes) -> None:
        if SMALL_NUMBER.fullmatch(attributes.get("value", "").strip()):
            counted.number = int(attributes["value"])
        counted.labels.append(len(self.parts))
        self.parts.append(label_of(counted))
        counted.number += counted.step

    def end_list(self, counted: CountedList) -> None:
        if counted.is_backward:
            for number, place in enumerate(reversed(counted.labels), start=1):
                counted.number = number
                self.parts[place] = label_of(counted)


def list_of(tag: str, attributes: Attributes) -> CountedList:
    style = LIST_TYPES.get(attributes.get("type", "1"), "decimal") if tag == "ol" else "bullet"
    start = attributes.get("start", "").strip()
    is_backward = "reversed" in attributes
    number = int(start) if SMALL_NUMBER.fullmatch(start) else 1
    return CountedList(
        style, number, -1 if is_backward else 1, is_backward=is_backward and not start
    )


def label_of(counted: CountedList) -> str:
    return "• " if counted.style == "bullet" else f"{write_count(counted.number, counted.style)}. "


def is_not_shown(attributes: Attributes) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(NOT_SHOWN.search(attributes.get("style", "")))
    )
