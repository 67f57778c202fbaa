"""Find the sequences that the labels of a document form: “1. 2. 3.”, “40.1 40.2”, “(a) (b)”.

A label alone says little: “2.” may be the next paragraph or the second point of a list. All labels
are read together. Of the possible readings, a beam search takes the one that costs least: one that
continues the open sequences needs no explanation, and a gap, a misprint or a sequence that begins
in the middle does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from string import ascii_lowercase

BEAM_WIDTH = 12
# In a document with very many labels, time counts for more than rare cases.
MANY_ITEMS, NARROW_BEAM_WIDTH = 3000, 3
MAX_OPEN = 6  # sequences within sequences
MAX_GAP = 12  # numbers that may be missing in a sequence
# Costs of what a hypothesis assumes: whole numbers, so that equal costs are equal.
NEW_SEQUENCE = 100
NEW_CHILD = 30  # 118.1 below 118
LATE_START = 250  # a sequence that does not begin at 1
GAP, MISSING_NUMBER = 150, 25
MISPRINT = 300
OTHER_INDENT = 40
OTHER_SHAPE = 70  # “8” after “7.”
WITHIN_SIBLING = 50  # 2.1 as a child of 1.2
AFTER_END = 30  # a further point after “…; …; … .”
CLOSE = 5  # for each sequence that ends, so that the innermost one is preferred
ACROSS_HEADING = 50  # a list that goes on below the next heading
ROMAN = dict(zip("ivxlc", (1, 5, 10, 50, 100), strict=True))
PREFIXED = re.compile(r"(?P<word>[A-Za-z]+)[.\s]*(?P<number>\d+(?:\.\d+)*)[.:)]?")
ROMAN_NUMERAL = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})", re.IGNORECASE)


Key = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Item:
    """A labeled text: its label as printed, the indent, the number of headings above it."""

    label: str
    indent: int = 0
    headings: int = 0
    # The last character of its text.
    end: str = ""


@dataclass(frozen=True)
class Numeral:
    """A possible reading of a label: its style, the brackets and points around it, its numbers."""

    style: str
    shape: str
    stem: tuple[int, ...]
    value: int


@dataclass(frozen=True)
class ItemPosition:
    """The place of an item: its sequence, the item above that sequence, and what is odd."""

    sequence: int
    # The index of the item under which the sequence stands; -1 for none.
    parent: int
    depth: int
    value: int
    # How many numbers precede the last one: 1 in 40.2.
    stem_length: int = 0
    is_misprint: bool = False
    # It could as well continue the sequence that it ends.
    is_ambiguous: bool = False


@dataclass(frozen=True)
class OpenSequence:
    numeral: Numeral
    sequence: int
    parent: int
    last_item: int
    indent: int
    headings: int
    end: str
    # A text ended in a semicolon: then one that ends in a full stop is the last.
    has_semicolons: bool

    @property
    def is_complete(self) -> bool:
        return self.has_semicolons and self.end == "."


@dataclass(frozen=True)
class Hypothesis:
    """The places of the items read so far, as a chain, and the sequences still open."""

    cost: int
    open: tuple[OpenSequence, ...] = ()
    place: ItemPosition | None = None
    previous: "Hypothesis | None" = None

    def places(self) -> list[ItemPosition]:
        places = []
        hypothesis: Hypothesis | None = self
        while hypothesis and hypothesis.place:
            places.append(hypothesis.place)
            hypothesis = hypothesis.previous
        return places[::-1]


def find_sequences(items: Sequence[Item]) -> list[ItemPosition]:
    """Return the position of each item in the hypothesis that costs least."""
    width = BEAM_WIDTH if len(items) <= MANY_ITEMS else NARROW_BEAM_WIDTH
    hypotheses = [Hypothesis(0)]
    for index, item in enumerate(items):
        best: dict[Key, Hypothesis] = {}
        for hypothesis in hypotheses:
            for following in next_hypotheses(hypothesis, index, item):
                key = key_of(following)
                rival = best.get(key)
                if rival is None or following.cost < rival.cost:
                    best[key] = following
        hypotheses = sorted(best.values(), key=lambda hypothesis: hypothesis.cost)[:width]
    return hypotheses[0].places()


def key_of(hypothesis: Hypothesis) -> Key:
    """Return what distinguishes hypotheses for the items that follow."""
    return tuple(
        (entry.sequence, entry.last_item, entry.numeral.style) for entry in hypothesis.open
    )


def next_hypotheses(hypothesis: Hypothesis, index: int, item: Item) -> Iterator[Hypothesis]:
    """Yield the hypotheses in which the item continues an open sequence, or begins one."""
    for numeral in numerals(item.label):
        for depth in range(len(hypothesis.open) - 1, -1, -1):
            yield from continue_sequence(hypothesis, index, item, numeral, depth)
        for depth in range(min(len(hypothesis.open), MAX_OPEN - 1), -1, -1):
            yield start_sequence(hypothesis, index, item, numeral, depth)


def continue_sequence(
    hypothesis: Hypothesis, index: int, item: Item, numeral: Numeral, depth: int
) -> Iterator[Hypothesis]:
    above = hypothesis.open[depth]
    cost = continuation_cost(above, numeral)
    if cost is None:
        return
    is_misprint = numeral.stem != above.numeral.stem
    cost += CLOSE * (len(hypothesis.open) - 1 - depth)
    cost += OTHER_INDENT * (abs(item.indent - above.indent) > 1)
    cost += ACROSS_HEADING * (depth > 0 and item.headings != above.headings)
    cost += AFTER_END * above.is_complete
    is_ambiguous = any(
        continuation_cost(ended, numeral) == 0 for ended in hypothesis.open[depth + 1 :]
    )
    place = ItemPosition(
        sequence=above.sequence,
        parent=above.parent,
        depth=depth,
        value=numeral.value,
        stem_length=len(numeral.stem),
        is_misprint=is_misprint,
        is_ambiguous=is_ambiguous,
    )
    entry = replace(
        open_sequence(item, numeral, index, above.sequence, above.parent),
        numeral=replace(above.numeral, value=numeral.value),
        # A list that goes on after a full stop is not one whose points end in semicolons.
        has_semicolons=item.end == ";" or (above.has_semicolons and not above.is_complete),
    )
    yield Hypothesis(hypothesis.cost + cost, (*hypothesis.open[:depth], entry), place, hypothesis)


def continuation_cost(above: OpenSequence, numeral: Numeral) -> int | None:
    """Return the cost of reading the numeral as the next in the sequence; None if impossible."""
    last = above.numeral
    if (numeral.style, len(numeral.stem)) != (last.style, len(last.stem)):
        return None
    step = numeral.value - last.value
    cost = OTHER_SHAPE * (not numeral.stem and numeral.shape != last.shape)
    if numeral.stem != last.stem:
        return cost + MISPRINT if step == 1 else None
    if step == 1:
        return cost
    if 1 < step <= MAX_GAP:
        return cost + GAP + MISSING_NUMBER * (step - 2)
    if step <= 0 and numeral.value > 1:
        return cost + MISPRINT + MISSING_NUMBER * min(-step, 8)
    return None


def start_sequence(
    hypothesis: Hypothesis, index: int, item: Item, numeral: Numeral, depth: int
) -> Hypothesis:
    """Return the hypothesis in which the item begins a sequence below `depth` open ones."""
    upper = hypothesis.open[:depth]
    parent = upper[-1] if upper else None
    is_child = parent is not None and numeral.stem == (*parent.numeral.stem, parent.numeral.value)
    cost = NEW_CHILD if is_child and numeral.stem else NEW_SEQUENCE
    cost += LATE_START * (numeral.value > 1)
    cost += ACROSS_HEADING * (parent is not None and parent.headings != item.headings)
    cost += WITHIN_SIBLING * any(are_siblings(entry.numeral, numeral) for entry in upper)
    cost += CLOSE * (len(hypothesis.open) - depth)
    parent_index = parent.last_item if parent else -1
    place = ItemPosition(index, parent_index, depth, numeral.value, len(numeral.stem))
    entry = open_sequence(item, numeral, index, index, parent_index)
    return Hypothesis(hypothesis.cost + cost, (*upper, entry), place, hypothesis)


def are_siblings(above: Numeral, numeral: Numeral) -> bool:
    """Return whether both are decimals of one length, so that neither contains the other."""
    return bool(numeral.stem) and len(above.stem) == len(numeral.stem)


def open_sequence(
    item: Item, numeral: Numeral, index: int, sequence: int, parent: int
) -> OpenSequence:
    return OpenSequence(
        numeral, sequence, parent, index, item.indent, item.headings, item.end, item.end == ";"
    )


@lru_cache(maxsize=4096)
def numerals(label: str) -> tuple[Numeral, ...]:
    """Return the possible hypotheses of a label: “i.” is a letter or a Roman numeral."""
    core = label.strip("(). -–—")
    shape = re.sub(r"\w+(?:\.\w+)*", "#", "".join(label.split()))
    if re.fullmatch(r"\d+(?:\.\d+)*", core):
        *stem, value = map(int, core.split("."))
        return (Numeral("1", shape, tuple(stem), value),)
    if prefixed := PREFIXED.fullmatch(core):
        *stem, value = map(int, prefixed["number"].split("."))
        return (Numeral(prefixed["word"].lower(), "", tuple(stem), value),)
    case = "A" if core.isupper() else "a"
    hypotheses = []
    lower = core.lower()
    if lower and ROMAN_NUMERAL.fullmatch(lower):
        hypotheses.append(Numeral(f"i{case}", shape, (), roman_value(lower)))
    if lower and set(lower) <= set(ascii_lowercase) and len(set(lower)) == 1:
        value = ascii_lowercase.index(lower[0]) + 1 + 26 * (len(lower) - 1)
        hypotheses.append(Numeral(f"a{case}", shape, (), value))
    return tuple(hypotheses) or (Numeral("?", label, (), 1),)


def roman_value(numeral: str) -> int:
    values = [ROMAN[letter] for letter in numeral]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
