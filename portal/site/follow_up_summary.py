"""What the pages of recommendations, reports and bodies show of follow-up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from portal.exports import follow_up_json
from portal.follow_up.contradictions import Contradiction, find_contradictions
from portal.site.charts.counted_lists import RECOMMENDATIONS
from portal.site.charts.figure import Figure
from portal.site.charts.heatmap import CrossTable, heatmap
from recommendations.follow_up_list import FollowUpFilter, count_recommendations_by
from recommendations.models import FollowUp, Recommendation, Round, Side
from reports.models import Report

STATUSES = {value: label for value, label in FollowUp.Status.choices}  # noqa: C416 -- a mapping


@dataclass(frozen=True)
class SideView:
    """The newest records of the bodies of a side."""

    value: str
    label: str
    records: list[FollowUp]


@dataclass(frozen=True)
class History:
    """All public records of one round, by side, including corrected ones."""

    round: Round
    sides: list[SideView]


@dataclass(frozen=True)
class FollowUpView:
    sides: list[SideView]
    history: list[History]
    # Among the newest records.
    contradictions: list[Contradiction]

    @property
    def has_history(self) -> bool:
        """Whether there is more than the newest records."""
        shown = sum(len(side.records) for side in self.sides)
        return shown < sum(len(side.records) for one in self.history for side in one.sides)


def follow_up_view(recommendation: Recommendation, day: date) -> FollowUpView | None:
    """Return what the page shows of a recommendation with `listed_follow_ups`, or None."""
    records = follow_up_json.classify(recommendation.listed_follow_ups)
    if not records:
        return None
    for record in records:
        record.is_overdue = record.is_newest and follow_up_json.is_overdue(record, day)
        record.paragraph = follow_up_json.public_evidence(record)
    history = [
        History(round_, by_side(own))
        for round_, own in groupby(records, lambda record: record.submission.round)
    ]
    newest = [record for record in records if record.is_newest]
    return FollowUpView(by_side(newest), history, find_contradictions(newest))


def by_side(records: Iterable[FollowUp]) -> list[SideView]:
    own: dict[str, list[FollowUp]] = {}
    for record in records:
        own.setdefault(record.submission.side, []).append(record)
    return [SideView(side, str(label), own[side]) for side, label in Side.choices if side in own]


def report_figure(report: Report) -> Figure | None:
    """Return the recommendations of a report by side and status; each number links to its list."""
    newest = FollowUp.objects.published().latest().filter(recommendation__report=report)
    counts = count_recommendations_by(newest, "submission__side", "status")
    if not counts:
        return None
    present = {side for side, _status in counts}
    table = CrossTable(
        {side: str(label) for side, label in Side.choices if side in present},
        {value: str(label) for value, label in STATUSES.items()},
        counts,
        lambda side, status: RECOMMENDATIONS.url(
            {"report": report.slug, "side": side, "status": status}
        ),
        RECOMMENDATIONS.cell_title,
    )
    return Figure(
        name="follow-up",
        title=gettext("What became of the recommendations"),
        description=gettext(
            "Each row is a side, each column a status. Each number links to the recommendations."
        ),
        note=gettext(
            "This counts the newest record of each body. A recommendation is counted under every "
            "side and status reported for it."
        ),
        rows=gettext("Side"),
        chart=heatmap(table),
    )


def overdue_of(report: Report, day: date) -> tuple[int, str]:
    """Return the number of overdue recommendations of a report, and the address of their list."""
    newest = FollowUp.objects.published().latest().overdue(day)
    of_report = newest.filter(recommendation__report=report)
    number = of_report.order_by().values("recommendation").distinct().count()
    return number, RECOMMENDATIONS.url({"report": report.slug, "overdue": "yes"})


def organization_figure(slug: str) -> Figure | None:
    """Return what a body reported and what it is responsible for, by status."""
    rows = {
        "organization": gettext("Reported by it or on its behalf"),
        "responsible": gettext("It is responsible"),
    }
    counts = {
        (name, status): number
        for name in rows
        for status, number in FollowUpFilter(QueryDict(urlencode({name: slug}))).counts("status")
    }
    if not counts:
        return None
    present = {name for name, _status in counts}
    table = CrossTable(
        {name: label for name, label in rows.items() if name in present},
        {value: str(label) for value, label in STATUSES.items()},
        counts,
        lambda name, status: records_url({name: slug, "status": status}),
        records_title,
    )
    return Figure(
        name="follow-up",
        title=gettext("Follow-up on recommendations"),
        description=gettext("Each column is a status. Each number links to the records."),
        rows=gettext("Follow-up"),
        chart=heatmap(table),
    )


def records_url(choices: dict[str, str]) -> str:
    return f"{reverse('site:follow-up-list')}?{urlencode(choices)}"


def records_title(row: str, column: str, number: int) -> str:
    return ngettext(
        "%(row)s, %(column)s: %(number)s record",
        "%(row)s, %(column)s: %(number)s records",
        number,
    ) % {"row": row, "column": column, "number": number_format(number)}
