"""Copies of filters: each request has its own."""

from reports.filters import StatementFilter


def test_the_filters_of_two_requests_are_independent():
    first, second = StatementFilter({}), StatementFilter({})

    first.filters["theme"].extra["labels"] = None

    assert [filters.filters["theme"].extra["labels"] is None for filters in (first, second)] == [
        True,
        False,
    ]


def test_each_filter_belongs_to_its_own_filter_set():
    filters = StatementFilter({})

    owners = {own.parent for own in filters.filters.values()}
    of_theme = filters.filters["theme"]
    assert (owners, of_theme.extra["labels"].__self__) == ({filters}, of_theme)
