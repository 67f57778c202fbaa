"""How a list shows a facet: its choices, with links that combine them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

# Readers do not combine more values; crawlers that follow every link do.
MAX_VALUES_PER_FACET = 10


@dataclass(frozen=True)
class Selection:
    """The chosen values of a facet: any of `any_of`, all of `all_of`, and none of `none_of`."""

    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()

    def __contains__(self, value: str) -> bool:
        return value in self.values

    @property
    def values(self) -> tuple[str, ...]:
        return (*self.any_of, *self.all_of, *self.none_of)

    @property
    def is_full(self) -> bool:
        lists = (self.any_of, self.all_of, self.none_of)
        return any(len(values) >= MAX_VALUES_PER_FACET for values in lists)

    def deselect(self, value: str) -> "Selection":
        lists = (self.any_of, self.all_of, self.none_of)
        return Selection(*(tuple(other for other in values if other != value) for values in lists))

    def select_only(self, value: str) -> "Selection":
        others = self.deselect(value) if value in self else self
        return Selection((value,), others.all_of, others.none_of)

    def add(self, value: str) -> "Selection":
        others = self.deselect(value)
        return replace(others, any_of=(*others.any_of, value))

    def require(self, value: str) -> "Selection":
        """Require the value as well. If one value was chosen so far, require that one, too."""
        others = self.deselect(value)
        if len(others.any_of) == 1:
            others = replace(others, any_of=(), all_of=(*others.all_of, *others.any_of))
        return replace(others, all_of=(*others.all_of, value))

    def exclude(self, value: str) -> "Selection":
        others = self.deselect(value)
        return replace(others, none_of=(*others.none_of, value))


@dataclass(frozen=True)
class Choice:
    """One value of a facet. The links are query strings, "?" included.

    `link` returns the query string for another selection. `depth` is the value's place in a
    tree: 0 at the top.
    """

    value: str
    label: str
    count: int
    selection: Selection
    link: Callable[[Selection], str] = field(repr=False)
    can_be_required: bool = False
    depth: int = 0

    @property
    def is_chosen(self):
        return self.value in self.selection

    @property
    def is_excluded(self):
        return self.value in self.selection.none_of

    @property
    def is_required(self):
        return self.value in self.selection.all_of

    @property
    def is_alternative(self):
        """Whether the value is an alternative to one chosen before it: a result needs only one."""
        return self.value in self.selection.any_of[1:]

    # Properties: most of the hundreds of links of a page are never rendered.
    @property
    def only_link(self):
        """The query string that makes this value the only alternative, with `count` results."""
        return self.link(self.selection.select_only(self.value))

    @property
    def can_be_added(self):
        return not self.is_chosen and bool(self.selection.any_of) and not self.selection.is_full

    @property
    def can_be_excluded(self):
        return not self.is_chosen and not self.selection.is_full

    @property
    def can_be_combined(self):
        is_combination = bool(self.selection.any_of or self.selection.all_of)
        return self.can_be_required and is_combination and self.can_be_excluded

    @property
    def add_link(self):
        return self.link(self.selection.add(self.value))

    @property
    def and_link(self):
        return self.link(self.selection.require(self.value))

    @property
    def not_link(self):
        return self.link(self.selection.exclude(self.value))

    @property
    def remove_link(self):
        return self.link(self.selection.deselect(self.value))


@dataclass(frozen=True)
class Facet:
    """The displayed choices of one filter, and whether there are more."""

    name: str
    label: str
    choices: list[Choice]
    has_more: bool
    # Says what a choice counts, where the label alone would mislead.
    explanation: str = ""
    # The query string that chooses a value, up to the value, if none is chosen yet.
    link_start: str = ""

    @cached_property
    def is_filtered(self):
        return any(choice.is_chosen for choice in self.choices)

    @property
    def is_longer(self):
        """Whether the page with all values of the facet offers more than these choices."""
        return self.has_more or (len(self.choices) > 1 and not self.is_filtered)
