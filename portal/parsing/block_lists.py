"""Find the lists of a document: which blocks with numbers, letters or bullets belong together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from portal.parsing import voice_classifier
from portal.parsing.blocks import Block
from portal.parsing.line_types import LineType
from portal.parsing.numbering import Item, ItemPosition, find_sequences

LABELLED = {LineType.NUMBERED, LineType.LETTERED}
ITEMS = {*LABELLED, LineType.BULLET}


@dataclass(eq=False)
class BlockList:
    """The blocks of one list, and the block under which it is nested, if it is."""

    blocks: list[Block] = field(default_factory=list)
    parent: Block | None = None
    # Of blocks with labels.
    places: list[ItemPosition] = field(default_factory=list)
    # A paragraph without a label is right above, and may introduce it.
    follows_text: bool = False
    # Whether it numbers the paragraphs of the document: across its headings.
    is_main: bool = False

    @property
    def is_nested(self) -> bool:
        """Return whether the list belongs to its parent, and not to a paragraph between them."""
        return self.parent is not None and not (self.follows_text or self.is_remark)

    @property
    def is_remark(self) -> bool:
        """Return whether the list is a single bullet after a complete point: a footnote, say."""
        is_single_bullet = len(self.blocks) == 1 and not self.places
        return bool(is_single_bullet and self.parent and self.parent.text[-1:] in ".;)")

    @property
    def may_stand_below_heading(self) -> bool:
        """Return whether the list begins at its first number, and no item introduces another."""
        is_late = bool(self.places and self.places[0].value > 1)
        return not is_late and not any(map(voice_classifier.is_lead_in, self.texts))

    @property
    def texts(self) -> list[str]:
        return [block.text for block in self.blocks]


@dataclass
class BlockLists:
    """The lists of a document, by block."""

    list_by_block: dict[int, BlockList] = field(default_factory=dict)
    place_by_block: dict[int, ItemPosition] = field(default_factory=dict)

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> "BlockLists":
        lists = cls()
        lists.add_labeled(blocks)
        lists.add_runs(blocks, LineType.BULLET)
        lists.add_runs(blocks, LineType.ROW)
        return lists

    def list_of(self, block: Block) -> BlockList | None:
        return self.list_by_block.get(id(block))

    def place_of(self, block: Block) -> ItemPosition | None:
        return self.place_by_block.get(id(block))

    def add_labeled(self, blocks: Sequence[Block]) -> None:
        labeled = [
            (block, above, headings)
            for block, above, headings in with_surroundings(blocks)
            if block.line_type in LABELLED
        ]
        places = find_sequences(
            [
                Item(block.label, block.indent, headings, block.text[-1:])
                for block, _, headings in labeled
            ]
        )
        main = main_sequences(places, [headings for _, _, headings in labeled])
        lists: dict[int, BlockList] = {}
        for (block, above, _), place in zip(labeled, places, strict=True):
            if place.sequence not in lists:
                parent = labeled[place.parent][0] if place.parent >= 0 else None
                # Letters below a bullet, which has no number.
                is_bulleted = above is not None and above.line_type is LineType.BULLET
                lists[place.sequence] = BlockList(
                    parent=above if is_bulleted else parent,
                    is_main=place.sequence in main,
                    follows_text=above is not None and above.line_type is LineType.TEXT,
                )
            lists[place.sequence].blocks.append(block)
            lists[place.sequence].places.append(place)
            self.list_by_block[id(block)] = lists[place.sequence]
            # Points of one kind at different depths are not siblings.
            block.marker = f"{block.line_type.name} {place.depth}"
            self.place_by_block[id(block)] = place

    def add_runs(self, blocks: Sequence[Block], line_type: LineType) -> None:
        """Add a list for each run of bullets or rows, nested under an item directly above it."""
        for block, above, _ in with_surroundings(blocks):
            if block.line_type is not line_type:
                continue
            if above and above.line_type is line_type:
                run = self.list_by_block[id(above)]
            else:
                is_nested = above is not None and above.line_type in LABELLED
                run = BlockList(parent=above if is_nested else None)
            run.blocks.append(block)
            self.list_by_block[id(block)] = run


def main_sequences(places: Sequence[ItemPosition], headings: Sequence[int]) -> set[int]:
    """Return the sequences that number paragraphs across headings: 1., 2., or 1.1, 2.1."""
    headings_by_family: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for place, heading in zip(places, headings, strict=True):
        headings_by_family[family(place)].add(heading)
    return {
        place.sequence
        for place in places
        if place.depth == 0 and len(headings_by_family[family(place)]) > 1
    }


def family(place: ItemPosition) -> tuple[int, ...]:
    """Return a key that is the same for all sequences of one decimal numbering."""
    return (place.depth, -place.stem_length) if place.stem_length else (place.depth, place.sequence)


def with_surroundings(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None, int]]:
    """Yield each block, the one above it, and the number of headings above. Footnotes do not count."""
    above: Block | None = None
    headings = 0
    for block in blocks:
        yield block, above, headings
        if block.line_type is not LineType.FOOTNOTE:
            above = block
        headings += block.line_type is LineType.HEADING
