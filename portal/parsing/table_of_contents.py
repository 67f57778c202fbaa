"""Recognize the lines of a table of contents, which repeat the headings."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from portal.parsing.source import Line

REASON = "table of contents"
TITLE = re.compile(r"\s*(?:#+\s*)?(?:\*\*)?(?:table\s+of\s+)?contents(?:\*\*)?\s*$", re.IGNORECASE)
PAGE_REFERENCE = r"(?:\d{1,4}(?:\s*[–-]\s*\d{1,4})?|[ivxl]{1,6})"
# Dots lead to a page; below a title, a gap and a page number suffice.
LEADER = re.compile(rf".*\S\s*(?:\.\s?){{4,}}\s*(?:{PAGE_REFERENCE}\s*){{0,3}}$", re.IGNORECASE)
ENTRY = re.compile(rf".*\S(?:\t|\s+)(?:{PAGE_REFERENCE}\s*){{1,3}}$", re.IGNORECASE)
# What surrounds the words of a heading: its number or bullet, dots, the page.
BEFORE_WORDS = re.compile(r"^[\s#*•+-]*(?:(?:\d{1,2}|[IVX]{1,5}|[A-Z])(?:\.\d{1,2})*[.)]?\s+)?")
AFTER_WORDS = re.compile(
    rf"\s*(?:\.\s?){{2,}}.*$|(?:\s+{PAGE_REFERENCE}){{1,3}}\s*$", re.IGNORECASE
)
MAX_ENTRY_LENGTH = 200
LIST_ITEM = re.compile(r"\s*(?:[•*+◦▪-]|\d{1,2}(?:\.\d{1,2})*[.)]?)\s+\S")
MIN_LISTED = 3  # entries of a contents list without a title
MAX_GAP_LINES = 3  # lines without a page number between two entries: “Annexes”, a wrapped title


def contents_lines(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the indices of the lines that belong to a table of contents."""
    positions = positions_by_words(lines)
    headings = {
        heading_words(line.visible): index
        for index, line in enumerate(lines)
        if not line.is_blank and is_heading_by_layout(line)
    }
    index = 0
    while index < len(lines):
        if lines[index].is_blank:
            index += 1
            continue
        length = contents_length(lines, index, positions) or listed_length(lines, index, headings)
        yield from range(index, index + length)
        index += length or 1


def positions_by_words(lines: Sequence[Line]) -> Mapping[str, list[int]]:
    positions: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if not line.is_blank and not line.is_noise and len(line.visible) <= MAX_ENTRY_LENGTH:
            positions[heading_words(line.visible)].append(index)
    return positions


def heading_words(text: str) -> str:
    """Return the words of a heading or of its entry, without number and page."""
    words = AFTER_WORDS.sub("", BEFORE_WORDS.sub("", text))
    return " ".join(re.findall(r"\w+", words.casefold()))


def contents_length(lines: Sequence[Line], start: int, positions: Mapping[str, list[int]]) -> int:
    """Return the number of lines of a table of contents that starts here; 0 for none.

    It ends where a line repeats an entry, as the first heading does.
    """
    has_title = bool(TITLE.match(lines[start].visible))
    if not has_title and not LEADER.match(lines[start].visible):
        return 0
    entries, last_entry, gap = 0, start, 0
    words_seen: set[str] = set()
    for index in range(start + has_title, len(lines)):
        line = lines[index]
        if line.is_blank or line.is_noise:
            continue
        words = heading_words(line.visible)
        is_leader = bool(LEADER.match(line.visible))
        if words in words_seen and not is_leader:
            break
        if is_leader or (has_title and is_entry(line, positions.get(words, ()), index)):
            entries, last_entry, gap = entries + 1, index, 0
            words_seen.add(words)
        elif gap == MAX_GAP_LINES or len(line.visible) > MAX_ENTRY_LENGTH:
            break
        else:
            gap += 1
    return last_entry - start + 1 if entries >= 2 else 0


def listed_length(lines: Sequence[Line], start: int, headings: Mapping[str, int]) -> int:
    """Return the number of lines of a list without a title, each of which is a heading further down.

    `headings` maps the words of a heading to the index of the last heading with these words.
    """
    count = listed = 0
    if not LIST_ITEM.match(lines[start].visible):
        return 0
    for index in range(start, len(lines)):
        line = lines[index]
        if line.is_blank or line.is_noise:
            continue
        is_item = LIST_ITEM.match(line.visible) and not is_heading_by_layout(line)
        if not is_item or headings.get(heading_words(line.visible), -1) <= index:
            break
        listed, count = listed + 1, index - start + 1
    return count if listed >= MIN_LISTED else 0


def is_heading_by_layout(line: Line) -> bool:
    return bool(line.layout.heading) or line.visible.startswith("#")


def is_entry(line: Line, positions: Sequence[int], index: int) -> bool:
    """Return whether a line below a title is an entry: with a page, or repeated as a heading."""
    if len(line.visible) > MAX_ENTRY_LENGTH:
        return False
    is_repeated = bool(positions) and positions[-1] > index
    return is_repeated or bool(ENTRY.match(line.visible) and not is_sentence(line.visible))


def is_sentence(text: str) -> bool:
    """Return whether a line runs on as text: “… held its session from 24”."""
    words = text.split()
    return len(words) > 6 and sum(word.islower() for word in words) > len(words) * 0.6
