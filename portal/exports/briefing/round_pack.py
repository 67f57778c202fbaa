"""The briefing of a round: its questions and totals on the cover, and a table for each recommendation.

Nothing is cut: what is too long for a format is refused as a whole.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.html import strip_tags
from django.utils.translation import gettext

from portal.exports import follow_up_json
from portal.exports.briefing.briefing import Briefing, BriefingTable, Fact
from portal.templatetags.site_tags import days
from recommendations.models import FollowUp, Round, Side

SIDES = {side: str(label) for side, label in Side.choices}
# Side, body, response, status, due, what was done, responsible body, evidence.
WIDTHS = (11, 13, 9, 9, 9, 28, 10, 11)


def add_tables(recommendations: Iterable[Any], day: date) -> list[FollowUp]:
    """Set `follow_up_table` of recommendations with `listed_follow_ups`.

    Return the records that the tables show.
    """
    shown = []
    for recommendation in recommendations:
        records = follow_up_json.current_of(recommendation)
        recommendation.follow_up_table = table_of(records, day)
        shown += records
    return shown


def table_of(records: Sequence[FollowUp], day: date) -> BriefingTable:
    headings = (
        gettext("Side"),
        gettext("Body"),
        gettext("Response"),
        gettext("Status"),
        gettext("Due"),
        gettext("What was done"),
        gettext("Responsible body"),
        gettext("Evidence"),
    )
    caption = "" if records else gettext("Nobody has reported on it.")
    return BriefingTable(caption, headings, tuple(row_of(one, day) for one in records), WIDTHS)


def row_of(record: FollowUp, day: date) -> tuple[str, ...]:
    due = formats.date_format(record.due_on) if record.due_on else ""
    overdue = gettext("Overdue") if follow_up_json.is_overdue(record, day) else ""
    return (
        str(record.submission.get_side_display()),
        str(record.submission.organization.localized_name),
        str(record.get_response_display()),
        str(record.get_status_display()),
        ", ".join(filter(None, (due, overdue))),
        record.text,
        str(record.responsible.localized_name) if record.responsible else "",
        "\n".join(evidence_of(record)),
    )


def evidence_of(record: FollowUp) -> list[str]:
    """Return the addresses of the evidence."""
    paragraph = follow_up_json.public_evidence(record)
    file = reverse("site:evidence", args=[record.pk]) if record.evidence_file_id else ""
    addresses = (
        record.evidence_url,
        settings.BASE_URL + file if file else "",
        settings.BASE_URL + paragraph.page_url if paragraph else "",
    )
    return [address for address in addresses if address]


def with_cover(briefing: Briefing, round_: Round, records: Sequence[FollowUp]) -> Briefing:
    """Return the briefing of a round with its days, reports, questions and totals on the cover."""
    bodies = {record.submission.organization_id for record in records}
    submissions = {record.submission_id for record in records}
    facts = (
        (gettext("Days"), strip_tags(days(round_.starts_on, round_.ends_on))),
        (gettext("Reports"), "; ".join(report.title for report in round_.public_reports)),
        (gettext("Bodies"), formats.number_format(len(bodies))),
        (gettext("Submissions"), formats.number_format(len(submissions))),
        (gettext("Questions"), round_.questions),
    )
    tables = (
        totals(
            gettext("Records by side and status"),
            dict(FollowUp.Status.choices) | {"": gettext("No status")},
            Counter((record.submission.side, record.status) for record in records),
        ),
        totals(
            gettext("Records by side and response"),
            dict(FollowUp.Response.choices) | {"": gettext("No response")},
            Counter((record.submission.side, record.response) for record in records),
        ),
    )
    stated = tuple(Fact(label, value) for label, value in facts if value)
    return replace(briefing, cover_facts=stated, cover_tables=tables)


def totals(
    caption: str, columns: Mapping[str, Any], counts: Mapping[tuple[str, str], int]
) -> BriefingTable:
    """Return the numbers by side and value, with a total of each side."""
    present = {side for side, _value in counts}
    rows = []
    for side in filter(present.__contains__, SIDES):
        numbers = [counts.get((side, value), 0) for value in columns]
        cells = (formats.number_format(number) for number in (*numbers, sum(numbers)))
        rows.append((str(Side(side).label), *cells))
    headings = (gettext("Side"), *map(str, columns.values()), gettext("Total"))
    return BriefingTable(caption, headings, tuple(rows), (24, *(12 for _ in headings[1:])))
