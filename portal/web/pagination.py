"""Pagination with a maximum number of pages."""

from typing import ClassVar

from django.core.paginator import Paginator
from django.utils.functional import cached_property


class CappedPaginator(Paginator):
    """A Paginator that ends after `most_pages`: deep pages are expensive."""

    most_pages: ClassVar[int]

    @cached_property
    def num_pages(self):
        return min(super().num_pages, self.most_pages)

    @property
    def is_cut(self):
        return self.count > self.most_pages * self.per_page
