"""What must stay in a report, because records outside it refer to it.

A record of follow-up is about a recommendation, or names a paragraph as evidence; a confirmed link of
lineage joins two recommendations. Each refers to the published record, so published keys are
compared even while a draft version is edited.
"""

from collections.abc import Collection
from typing import Any

from portal.content.refusals import SaveRefusedError
from portal.content.schema import Key
from portal.content.snapshot import Snapshot
from recommendations.models import FollowUp, LineageLink
from reports.models import Report

FOLLOW_UP = "has follow-up records"
LINEAGE = "has a confirmed link to another recommendation"
EVIDENCE = "is evidence of follow-up records"
# {record type: {key: why it must stay}}
Reasons = dict[str, dict[Key, str]]


def reasons_to_keep(snapshot: Snapshot) -> Reasons:
    """Return which records of a report must stay, and why, by their published keys."""
    return {
        "recommendation": reasons_of_recommendations(snapshot.recommendation.keys()),
        "paragraph": reasons_of_paragraphs(snapshot.paragraph.keys()),
    }


def reasons_of_recommendations(keys: Collection[Key]) -> dict[Key, str]:
    links = LineageLink.objects.confirmed()
    reasons = dict.fromkeys(named(links, "earlier", keys) | named(links, "later", keys), LINEAGE)
    return reasons | dict.fromkeys(named(FollowUp.objects.all(), "recommendation", keys), FOLLOW_UP)


def reasons_of_paragraphs(keys: Collection[Key]) -> dict[Key, str]:
    return dict.fromkeys(named(FollowUp.objects.all(), "evidence_paragraph", keys), EVIDENCE)


def named(rows: Any, column: str, keys: Collection[Key]) -> set[Key]:
    """Return those of the keys that a column names."""
    found = rows.filter(**{f"{column}__in": keys}).order_by().values_list(column, flat=True)
    return set(found.distinct())


def refuse_losses(before: Snapshot, after: Snapshot) -> None:
    """Raise SaveRefusedError if a record that must stay is missing afterwards."""
    gone = {name: lost_keys(before, after, name) for name in ("recommendation", "paragraph")}
    for name, find in (
        ("recommendation", reasons_of_recommendations),
        ("paragraph", reasons_of_paragraphs),
    ):
        if gone[name] and (reasons := find(gone[name])):
            raise SaveRefusedError(refusal(before, name, reasons))


def lost_keys(before: Snapshot, after: Snapshot, name: str) -> set[Key]:
    return set(before.of_type(name).keys() - after.of_type(name).keys())


def refusal(before: Snapshot, name: str, reasons: dict[Key, str]) -> str:
    """Return a sentence that names the first record in the order of the report, and what to do."""
    key = min(reasons, key=list(before.of_type(name)).index)
    record = before.of_type(name)[key]
    shown = record.reference if name == "recommendation" else record.label or record.anchor
    others = f" So must {len(reasons) - 1} more." if len(reasons) > 1 else ""
    return (
        f"{name.capitalize()} {shown.removesuffix('.')} {reasons[key]}, so it must stay.{others} "
        "Edit it instead of removing it, joining it or changing its type; if a version lacks it, restore a "
        "revision that has it."
    )


def forget_rejections(report: Report, keys: Collection[Key]) -> None:
    """Delete the rejected links of recommendations removed from a report: they are about nothing else.

    If only a draft version lacks a published recommendation, the row and its links remain.
    """
    rejected = LineageLink.objects.filter(status=LineageLink.Status.REJECTED)
    rejected.filter(earlier__in=keys, earlier__report=report).delete()
    rejected.filter(later__in=keys, later__report=report).delete()


def refuse_deletion(report: Report, content: Snapshot) -> None:
    """Raise SaveRefusedError if a whole report that is deleted has records that must stay."""
    reasons = reasons_to_keep(content)
    for name, kept in reasons.items():
        if kept:
            sentence = refusal(content, name, kept).partition(" Edit it instead")[0]
            raise SaveRefusedError(
                f"“{report}” cannot be deleted. {sentence} Remove the link first, or keep the draft."
            )
    forget_rejections(report, content.recommendation.keys())
