"""Numbers in rows and columns, the greater the darker: where each stands in the picture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portal.charts.labels import ELLIPSIS, LINE, lines, width_of

WIDTH = 400
GAP = 3
PADDING = 8
STEPS = 5
# From the middle of a line of text down to the foot of its letters.
FOOT = 5


@dataclass(frozen=True)
class Layout:
    """How high and wide the parts are. Labels without a width stand above their rows."""

    label_width: int
    label_height: int
    heads: int
    cell: int
    heads_are_turned: bool


# A small screen shows 0.72 of a unit as a pixel, and a finger wants 24 of these.
BESIDE = Layout(
    label_width=144, label_height=0, heads=40, cell=35, heads_are_turned=False
)
ABOVE = Layout(
    label_width=0, label_height=28, heads=140, cell=35, heads_are_turned=True
)


@dataclass(frozen=True)
class Numbers:
    """What is shown: labels by value in their order, and a number for pairs (row, column)."""

    rows: Mapping[str, str]
    columns: Mapping[str, str]
    found: Mapping[tuple[str, str], int]
    link: Callable[[str, str], str]
    title: Callable[[str, str, int], str]


@dataclass(frozen=True)
class Line:
    text: str
    x: int
    y: int


@dataclass(frozen=True)
class Label:
    whole: str
    lines: tuple[Line, ...]

    @property
    def is_cut(self) -> bool:
        return any(line.text.endswith(ELLIPSIS) for line in self.lines)


@dataclass(frozen=True)
class Cell:
    """A number with the link to as many. `squeezed` is the width of one too long for its cell."""

    number: int
    link: str
    title: str
    x: int
    y: int
    width: int
    height: int
    step: int
    squeezed: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def foot(self) -> int:
        return self.y + self.height // 2 + FOOT


@dataclass(frozen=True)
class Row:
    label: Label
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    layout: Layout
    heads: tuple[Label, ...]
    rows: tuple[Row, ...]
    height: int
    width: int = WIDTH


def matrix(numbers: Numbers, layout: Layout) -> Matrix:
    pitch = layout.label_height + layout.cell + GAP
    tops = [layout.heads + number * pitch for number in range(len(numbers.rows))]
    return Matrix(
        layout,
        heads_of(numbers, layout),
        tuple(
            Row(
                label_of(whole, layout, top),
                cells_of(numbers, value, layout, top + layout.label_height),
            )
            for (value, whole), top in zip(numbers.rows.items(), tops, strict=True)
        ),
        height=layout.heads + pitch * len(numbers.rows),
    )


def column_width(numbers: Numbers, layout: Layout) -> int:
    return (WIDTH - layout.label_width) // len(numbers.columns)


def heads_of(numbers: Numbers, layout: Layout) -> tuple[Label, ...]:
    wide = column_width(numbers, layout)
    middles = [
        layout.label_width + wide * place + wide // 2
        for place in range(len(numbers.columns))
    ]
    head = turned_head if layout.heads_are_turned else upright_head
    return tuple(
        head(whole, middle, wide, layout)
        for whole, middle in zip(numbers.columns.values(), middles, strict=True)
    )


def upright_head(whole: str, middle: int, wide: int, layout: Layout) -> Label:
    texts = lines(whole, wide, 2)
    lowest = layout.heads - PADDING
    return Label(
        whole,
        tuple(
            Line(text, middle, lowest - LINE * (len(texts) - 1 - place))
            for place, text in enumerate(texts)
        ),
    )


def turned_head(whole: str, middle: int, wide: int, layout: Layout) -> Label:
    """Written upwards, its lines side by side."""
    texts = lines(whole, layout.heads - 2 * PADDING, 2)
    return Label(
        whole,
        tuple(
            Line(text, foot, layout.heads - PADDING)
            for text, foot in zip(texts, feet(middle, len(texts)), strict=True)
        ),
    )


def label_of(whole: str, layout: Layout, top: int) -> Label:
    if not layout.label_width:
        (text,) = lines(whole, WIDTH, 1)
        return Label(whole, (Line(text, 0, top + layout.label_height - PADDING),))
    texts = lines(whole, layout.label_width - PADDING, 2)
    middle = top + layout.cell // 2
    return Label(
        whole,
        tuple(
            Line(text, 0, foot)
            for text, foot in zip(texts, feet(middle, len(texts)), strict=True)
        ),
    )


def feet(middle: int, count: int) -> list[int]:
    """Return where the letters of each line stand, so that all lines have this middle."""
    first = middle + FOOT - LINE * (count - 1) // 2
    return [first + LINE * place for place in range(count)]


def cells_of(numbers: Numbers, row: str, layout: Layout, top: int) -> tuple[Cell, ...]:
    most = max(numbers.found.values(), default=0)
    wide = column_width(numbers, layout)
    made = []
    for place, (column, label) in enumerate(numbers.columns.items()):
        number = numbers.found.get((row, column), 0)
        room = wide - 2 * GAP
        made.append(
            Cell(
                number,
                link=numbers.link(row, column) if number else "",
                title=numbers.title(numbers.rows[row], label, number),
                x=layout.label_width + wide * place,
                y=top,
                width=wide - GAP,
                height=layout.cell,
                step=step(number, most),
                squeezed=room if width_of(f"{number:,}") > room else 0,
            )
        )
    return tuple(made)


def step(number: int, most: int) -> int:
    """Return which of the shades a number has: none for nothing, the darkest for the greatest."""
    return -(-STEPS * number // most) if number else 0
