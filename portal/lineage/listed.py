"""The public lineage of the records of a list: what serializers and tables read of each."""

from typing import Any

from django.db.models import Prefetch

from recommendations.models import FollowUp, LineageLink, Recommendation
from recommendations.repetition import repetitions_of


def listed_lineage() -> list[Prefetch]:
    """Return the prefetches of the public links at both ends, and of public follow-up records."""
    ends = {"later_links": "later", "earlier_links": "earlier"}
    prefetches = [
        Prefetch(name, public_links(end), to_attr=f"public_{name}") for name, end in ends.items()
    ]
    records = FollowUp.objects.published().only("recommendation").order_by("pk")
    return [*prefetches, Prefetch("follow_ups", records, to_attr="public_follow_ups")]


def public_links(end: str) -> Any:
    """Return the links with the other end, by the days of the meetings."""
    deferred = ("text", "text_html", "text_markdown", "spans")
    return (
        LineageLink.objects.published()
        .select_related(f"{end}__report")
        .defer(*(f"{end}__{name}" for name in deferred))
        .order_by(f"{end}__report__starts_on", f"{end}__report", f"{end}__position", "pk")
    )


def later_links(record: Recommendation) -> list[LineageLink]:
    return [link for link in record.public_later_links if link.later_id]


def is_none_later(record: Recommendation) -> bool:
    return any(link.later_id is None for link in record.public_later_links)


def repetitions(record: Recommendation) -> list[str]:
    """Return the values of the facet for a record of a list."""
    return repetitions_of(
        is_repeated=bool(record.public_earlier_links),
        is_later=bool(later_links(record)),
        is_none_later=is_none_later(record),
        is_followed_up=bool(record.public_follow_ups),
    )
