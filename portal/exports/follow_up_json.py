"""Follow-up records and rounds as the API shows them, and records in words for a cell of a table.

Whether something is overdue is not among the values: it depends on the day.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from portal.exports.joined_text import joined, shortened
from portal.exports.record_links import absolute_url, link
from recommendations.follow_up import FINISHED, FollowUpQuerySet, Side
from recommendations.models import FollowUp, Round
from reports.models import Organization, Report
from reports.models.labels import LabelsPrefetch
from reports.models.querysets import PUBLISHED

SIDES = {side: rank for rank, side in enumerate(Side.values)}


def records() -> FollowUpQuerySet:
    """Return the public records, including corrected ones, with what is shown of them."""
    return (
        FollowUp.objects.published()
        .for_listing()
        .prefetch_related(
            LabelsPrefetch(Organization, "submission__organization__"),
            LabelsPrefetch(Organization, "responsible__"),
        )
    )


def rounds() -> QuerySet[Round]:
    """Return the public rounds with their public reports, the newest first."""
    reports = Report.objects.published().newest_first()
    return (
        Round.objects.published()
        .about_public_reports()
        .order_by("-starts_on", "name", "pk")
        .prefetch_related(Prefetch("reports", reports, to_attr="public_reports"))
    )


def listed_follow_ups() -> Prefetch:
    """Fetch the public records of recommendations as `listed_follow_ups`, for `current_of`."""
    return Prefetch("follow_ups", records(), to_attr="listed_follow_ups")


def age(record: FollowUp) -> tuple[Any, ...]:
    """A sort key, greater for a record of a later round, then for a later record."""
    round_ = record.submission.round
    return (round_.starts_on, round_.pk, record.pk)


def classify(listed: Iterable[FollowUp]) -> list[FollowUp]:
    """Return the public records of one recommendation in the order of a list.

    `is_current` is true if no later record of the same round corrects the record, `is_newest` if
    the body has said nothing since.
    """
    newest_of_round, newest = {}, {}
    records = sorted(listed, key=age)
    for record in records:
        submission = record.submission
        body = (submission.organization_id, submission.side)
        newest_of_round[submission.round_id, *body] = newest[body] = record
    for record in records:
        submission = record.submission
        body = (submission.organization_id, submission.side)
        record.is_current = newest_of_round[submission.round_id, *body] is record
        record.is_newest = newest[body] is record
    return sorted(records, key=listing_order)


def current_of(recommendation: Any) -> list[FollowUp]:
    """Return the current records of a recommendation with `listed_follow_ups`."""
    return [record for record in classify(recommendation.listed_follow_ups) if record.is_current]


def is_overdue(record: FollowUp, day: date) -> bool:
    """Return whether a record states that something is due before the day, but not finished."""
    return bool(record.due_on and record.due_on < day and record.status not in FINISHED)


def listing_order(record: FollowUp) -> tuple[Any, ...]:
    submission = record.submission
    round_ = submission.round
    return (
        *(-round_.starts_on.toordinal(), -round_.pk),
        *(SIDES[submission.side], submission.organization.name, record.pk),
    )


def record_url(record: FollowUp) -> str:
    return f"{settings.BASE_URL}{record.recommendation.get_absolute_url()}#follow-up-{record.pk}"


def follow_up(record: FollowUp) -> dict[str, Any]:
    submission = record.submission
    return {
        "id": record.pk,
        "url": record_url(record),
        "api_url": settings.BASE_URL + reverse("api:follow_up_record", args=[record.pk]),
        "round": round_link(submission.round),
        "side": submission.side,
        "organization": link(submission.organization),
        "response": record.response or None,
        "status": record.status or None,
        "responsible": link(record.responsible),
        "due_on": record.due_on,
        "text": record.text,
        "evidence_url": record.evidence_url,
        "evidence_file": evidence_file(record),
        "evidence_paragraph": evidence_paragraph(record),
        "recorded_at": record.recorded_at,
    }


def follow_up_of(recommendation: Any) -> list[dict[str, Any]]:
    """Return the current records of a recommendation with `listed_follow_ups`."""
    items = []
    for record in current_of(recommendation):
        # Its report has been fetched with it.
        record.recommendation = recommendation
        items.append(follow_up(record) | {"is_newest": record.is_newest})
    return items


def round_link(round_: Round) -> dict[str, Any]:
    return {"slug": round_.slug, "name": round_.name, "url": absolute_url(round_)}


def evidence_file(record: FollowUp) -> dict[str, Any] | None:
    file = record.evidence_file
    return file and {
        "url": settings.BASE_URL + reverse("site:evidence", args=[record.pk]),
        **{name: getattr(file, name) for name in ("name", "media_type", "size", "sha256")},
    }


def public_evidence(record: FollowUp) -> Any:
    """Return the paragraph that is given as evidence, if readers see its report."""
    paragraph = record.evidence_paragraph
    return paragraph if paragraph and paragraph.report.status == PUBLISHED else None


def evidence_paragraph(record: FollowUp) -> dict[str, Any] | None:
    paragraph = public_evidence(record)
    return paragraph and {
        "report": paragraph.report.slug,
        "anchor": paragraph.anchor,
        "url": settings.BASE_URL + paragraph.page_url,
    }


def round_item(round_: Round) -> dict[str, Any]:
    return {
        "id": round_.pk,
        "url": absolute_url(round_),
        "api_url": settings.BASE_URL + reverse("api:round", args=[round_.pk]),
        **{
            name: getattr(round_, name)
            for name in ("slug", "series", "name", "starts_on", "ends_on", "questions")
        },
        "reports": [
            {"slug": report.slug, "name": report.title, "url": absolute_url(report)}
            for report in round_.public_reports
        ],
    }


def in_words(items: list[dict[str, Any]]) -> str:
    """Return the items of a recommendation as one text, for a cell of a table."""
    return joined([item_in_words(item) for item in items], "; ", "… and %(number)s more")


def item_in_words(item: dict[str, Any]) -> str:
    values = [item["response"], item["status"], item["due_on"] and f"due {item['due_on']}"]
    said = ", ".join(filter(None, values)) or shortened(item["text"])
    return f"{item['round']['name']}, {item['side']}, {item['organization']['name']}: {said}"
