"""The records that a search found, read only if somebody needs more than their keys."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.functional import cached_property

from reports.public_keys import public_keys


class FoundRecords(Sequence[Any]):
    """The public records of some keys, in the order of the keys.

    `records` is a queryset of public records: what is not public any more is left out, whatever
    the index says.
    """

    def __init__(self, keys, records):
        self.keys = keys
        self.records = records

    @cached_property
    def public_keys(self) -> list[int]:
        """The keys of the public records, without reading these."""
        public = public_keys(self.records.model, self.keys)
        return [key for key in self.keys if key in public]

    @cached_property
    def loaded(self) -> list[Any]:
        records = self.records.in_bulk(self.keys)
        return [records[key] for key in self.keys if key in records]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.loaded)

    def __getitem__(self, place):
        return self.loaded[place]

    def __len__(self) -> int:
        return len(self.__dict__.get("loaded", ()) or self.public_keys)

    def __eq__(self, other: object) -> bool:
        return self.loaded == other

    __hash__ = None
