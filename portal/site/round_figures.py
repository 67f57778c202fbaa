"""The numbers of rounds: by side, status and response, and their progress from round to round."""

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext

from portal.site.charts.figure import Figure
from portal.site.charts.heatmap import CrossTable, heatmap
from portal.site.follow_up_summary import STATUSES, records_title, records_url
from portal.site.round_files import COUNTRY
from recommendations.follow_up_list import FollowUpFilter, count_by
from recommendations.models import FollowUp, Side

RESPONSES = dict(FollowUp.Response.choices)


def progress_figures(rounds):
    """Return a table for each side: the records of each status, by round; none for a single round."""
    if len(rounds) < 2:
        return []
    oldest_first = {one.slug: one.name for one in sorted(rounds, key=lambda one: one.starts_on)}
    records = FollowUp.objects.published().current().filter(submission__round__in=rounds)
    counts = count_by(records, "submission__side", "submission__round__slug", "status")
    return [
        progress_figure(rounds[0].pk, side, str(label), oldest_first, counts)
        for side, label in Side.choices
        if any(counted == side for counted, *_ in counts)
    ]


def progress_figure(key, side, label, rounds, counts):
    own = {
        (status, round_): number
        for (counted, round_, status), number in counts.items()
        if counted == side
    }
    table = CrossTable(
        stated_labels(STATUSES | {"": gettext("No status")}, {status for status, _round in own}),
        rounds,
        own,
        lambda status, round_: link_to({"round": round_, "side": side}, "status", status),
        records_title,
    )
    return Figure(
        name=f"progress-{key}-{side}",
        title=label,
        description=gettext(
            "Each row is a status, each column a round. Each number links to the records."
        ),
        rows=gettext("Status"),
        chart=heatmap(table),
    )


def total_figures(round_, country):
    """Return the records of a round by side and status, and by side and response."""
    chosen = {"round": round_.slug} | ({COUNTRY: country} if country else {})
    records = FollowUpFilter(QueryDict(urlencode(chosen))).qs
    figures = [
        Figure(
            name="totals-status",
            title=gettext("Records by side and status"),
            description=gettext(
                "Each row is a side, each column a status. Each number links to the records."
            ),
            rows=gettext("Side"),
            chart=total_chart("status", chosen, records, STATUSES | {"": gettext("No status")}),
        ),
        Figure(
            name="totals-response",
            title=gettext("Records by side and response"),
            description=gettext(
                "Each row is a side, each column a response. Each number links to the records."
            ),
            rows=gettext("Side"),
            chart=total_chart(
                "response", chosen, records, RESPONSES | {"": gettext("No response")}
            ),
        ),
    ]
    return [figure for figure in figures if figure.chart.rows]


def total_chart(facet, chosen, records, labels):
    counts = count_by(records, "submission__side", facet)
    present = {side for side, _value in counts}
    table = CrossTable(
        {side: str(label) for side, label in Side.choices if side in present},
        stated_labels(labels, {value for _side, value in counts}),
        counts,
        lambda side, value: link_to(chosen | {"side": side}, facet, value),
        records_title,
    )
    return heatmap(table)


def stated_labels(labels, values):
    """Return the labels, with one for no value only if there are such records, so totals agree."""
    return {value: str(label) for value, label in labels.items() if value or value in values}


def link_to(chosen, facet, value):
    """Return the address of the records; a list has no filter for records that state no value."""
    return records_url(chosen | {facet: value}) if value else ""
