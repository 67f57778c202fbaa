"""A facet with chosen, combinable and long values."""

from datetime import date
from types import SimpleNamespace

LONG_LABEL = "Strengthen the capacity of labour attachés, consular officers"


def faceted_list():
    return SimpleNamespace(
        facets=[facet()],
        query_string="",
        feed_query="",
        follow_query="",
        alone_link="#",
        has_facet_pages=True,
        has_publication_day=True,
        published_since=date(2026, 1, 31),
        fields_beside_day=[("q", "fees")],
    )


def facet():
    choices = [
        SimpleNamespace(
            label=f"{LONG_LABEL} {number}" if number % 3 == 0 else f"Theme {number}",
            count=12_345 // number,
            is_chosen=number == 2,
            is_excluded=False,
            only_link="#",
            add_link="#",
            remove_link="#",
            not_link="#",
            and_link="#",
            depth=number % 3,
            can_be_added=True,
            can_be_combined=True,
            can_be_excluded=True,
        )
        for number in range(1, 9)
    ]
    return SimpleNamespace(
        name="theme",
        label="Theme",
        choices=choices,
        has_more=True,
        is_filtered=True,
        is_longer=True,
        explanation="A theme includes its narrower themes.",
    )
