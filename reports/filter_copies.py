"""The filters of a FilterSet, of which every request has copies of its own."""

from copy import copy
from inspect import ismethod
from typing import Any

from django_filters import Filter


class CopiedFilters(dict[str, Filter]):
    """Filters by name. A deep copy, which a FilterSet makes of them, shares what never changes.

    Copying choices, validators and messages as well takes longer than validating a request.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, Filter]:
        return {name: copy_filter(own_filter) for name, own_filter in self.items()}


def copy_filter(original: Filter) -> Filter:
    """Return a copy with options of its own; methods of the filter among them become its own."""
    copied = copy(original)
    copied.extra = {
        name: getattr(copied, value.__name__)
        if ismethod(value) and value.__self__ is original
        else value
        for name, value in original.extra.items()
    }
    return copied
