"""Past states without the follow-up that is not public any more.

A submission that was withdrawn is left out of the past as well. A state that it was part of is still shown, but
not as the result of a filter by follow-up: that would reveal what was withdrawn.
"""

from collections.abc import Sequence

from portal.exports import list_columns
from portal.exports.archive.linked_reports import public_among
from portal.exports.archive.record_values import ShownRecord
from portal.exports.follow_up_json import in_words
from portal.search import follow_up_query
from portal.search.engine import SearchQuery
from recommendations.models import FollowUp, Submission


def hide_withdrawn(shown: Sequence[ShownRecord]) -> None:
    """Remove records of submissions, and paragraphs of reports, that are not public now."""
    items = [one for one in shown if one.item.get("follow_up")]
    records = [record for one in items for record in one.item["follow_up"]]
    if not records:
        return
    keys = FollowUp.objects.published().filter(pk__in=[record["id"] for record in records])
    public = set(keys.values_list("pk", flat=True))
    slugs = {record["evidence_paragraph"]["report"] for record in records if has_paragraph(record)}
    public_reports = public_among(slugs) if slugs else set()
    for record in records:
        if has_paragraph(record) and record["evidence_paragraph"]["report"] not in public_reports:
            record["evidence_paragraph"] = None
    for one in items:
        one.item["follow_up"] = [
            record for record in one.item["follow_up"] if record["id"] in public
        ]
        if list_columns.FOLLOW_UP in one.cells:
            one.cells[list_columns.FOLLOW_UP] = in_words(one.item["follow_up"])


def has_paragraph(record: dict) -> bool:
    return bool(record["evidence_paragraph"])


def withdrawn_submissions(query: SearchQuery) -> frozenset[str]:
    """Return the submissions whose states a query leaves out: none, if it asks for no follow-up."""
    if not any(map(follow_up_query.chosen_facets, query.selections)):
        return frozenset()
    public = Submission.objects.published().values("pk")
    keys = Submission.objects.exclude(pk__in=public).values_list("pk", flat=True)
    return frozenset(map(str, keys))
