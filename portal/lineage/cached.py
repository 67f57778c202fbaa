"""Suggestions, kept in this process until a report is saved, published or withdrawn.

An editor decides about one recommendation after the other: a list that computed all suggestions again after
each decision would be slow. Decisions change none of them.
"""

from collections.abc import Collection, Hashable
from dataclasses import dataclass, field

from django.db.models import Count, Max, Q, Sum

from portal.lineage import candidates
from portal.lineage.described import describe
from portal.lineage.similarity import Suggestion
from reports.models import Report

MOST_KEPT = 2000


@dataclass
class KeptSuggestions:
    """The suggestions by key of the recommendation, in one state of all reports."""

    state: Hashable = None
    suggestions: dict[int, list[Suggestion]] = field(default_factory=dict)


KEPT = KeptSuggestions()


def suggestions_for(keys: Collection[int]) -> dict[int, list[Suggestion]]:
    """Return the suggestions for editors: drafts are among them."""
    state = state_of_reports()
    if KEPT.state != state or len(KEPT.suggestions) > MOST_KEPT:
        KEPT.state, KEPT.suggestions = state, {}
    kept = KEPT.suggestions
    missing = [key for key in keys if key not in kept]
    found = candidates.suggest(list(describe(missing)), with_drafts=True) if missing else {}
    kept.update(found)
    return {key: (found.get(key) or kept.get(key, [])) for key in keys}


def state_of_reports() -> Hashable:
    """Return what changes with every save, publication, withdrawal and deletion of a report."""
    is_public = Q(status=Report.Status.PUBLISHED)
    counts = Report.objects.aggregate(
        Count("pk"), Max("pk"), Sum("version"), public=Count("pk", filter=is_public)
    )
    return tuple(counts.values())
