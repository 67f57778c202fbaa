"""The filters of a list in words, for the files that carry its rows away."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext


def stated_filters(filterset: Any) -> Iterator[tuple[str, str]]:
    """Yield (facet, value) of the filters in force, worded as their page does."""
    if filterset.search_text:
        # Lists that the database answers search for the words as they are.
        query = getattr(filterset, "rewritten_query", None)
        is_corrected = query is not None and query.corrected_from
        words = query.parsed.text if is_corrected else filterset.search_text
        yield gettext("Search"), f"“{words}”"
    for facet, choice in filterset.active_choices:
        value = str(choice.label)
        yield facet, gettext("not %(value)s") % {"value": value} if choice.is_excluded else value
    if filterset.counts_bodies_alone:
        yield gettext("Organization"), gettext("The organization alone")
