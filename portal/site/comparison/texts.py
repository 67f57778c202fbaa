"""The texts of two selections of recommendations in pairs of similar ones."""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from portal.content.word_diff import DiffSegment, word_diff
from portal.parsing.text_alignment import align
from portal.site.comparison.sides import Side
from recommendations.models import Recommendation

# For each side. With a cut-off list, a text might seem to have no counterpart.
MAX_TEXTS = 200
ROWS_PER_PAGE = 20
# A page compares twenty pairs while a visitor waits.
MAX_TOKENS = 1000


@dataclass(frozen=True)
class TextRow:
    """Two recommendations with similar texts, one of each side, or one without a counterpart."""

    first: Recommendation | None
    second: Recommendation | None

    @property
    def is_pair(self) -> bool:
        return self.first is not None and self.second is not None

    @property
    def is_same(self) -> bool:
        return self.is_pair and all(segment.kind == "same" for segment in self.segments)

    @cached_property
    def segments(self) -> list[DiffSegment]:
        """The differences of the texts, computed only for rows that are shown."""
        return word_diff(self.first.text, self.second.text, MAX_TOKENS)


@dataclass(frozen=True)
class TextComparison:
    """`rows` has the pairs, then what only one side has; `shared` counts what both sides have."""

    pairs: list[TextRow]
    only_first: list[TextRow]
    only_second: list[TextRow]
    shared: int

    @property
    def rows(self) -> list[TextRow]:
        return list(chain(self.pairs, self.only_first, self.only_second))


def may_compare(sides: tuple[Side, Side]) -> bool:
    return all(side.count <= MAX_TEXTS for side in sides)


def compare_texts(sides: tuple[Side, Side]) -> TextComparison:
    """Return the pairs of similar recommendations, and those without a counterpart."""
    first, second = (recommendations_of(side) for side in sides)
    shared = first.keys() & second.keys()
    earlier = [record for key, record in first.items() if key not in shared]
    later = [record for key, record in second.items() if key not in shared]
    pairs = align([record.text for record in earlier], [record.text for record in later])
    paired_before, paired_after = {before for before, _ in pairs}, {after for _, after in pairs}
    return TextComparison(
        [TextRow(earlier[before], later[after]) for before, after in pairs],
        [TextRow(one, None) for index, one in enumerate(earlier) if index not in paired_before],
        [TextRow(None, one) for index, one in enumerate(later) if index not in paired_after],
        len(shared),
    )


def recommendations_of(side: Side) -> dict[int, Recommendation]:
    """Return the recommendations of a side by key, in the order of its list."""
    return {record.pk: record for record in side.filters.qs[:MAX_TEXTS]}
