"""Load the decisions on which recommendations of the demonstration match, as an editor would."""

import csv
from pathlib import Path

from portal.audit.log import Account
from portal.lineage import decisions
from recommendations.models import LineageLink, Recommendation
from reports.models import Report


def load_lineage(file: Path, by: Account) -> int:
    """Store the decisions of a CSV file (earlier, later, kind); return their number."""
    recommendations = recommendations_by_name()
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        earlier = recommendations[row["earlier"]]
        if row["kind"] == LineageLink.Kind.NONE_LATER:
            decisions.decide_none_later(earlier, is_none=True, by=by)
        else:
            decisions.decide(earlier, recommendations[row["later"]], row["kind"], by=by)
    return len(rows)


def recommendations_by_name() -> dict[str, Recommendation]:
    """Return the public recommendations by year and reference: “2016 17.C.1”."""
    rows = Recommendation.objects.filter(report__in=Report.objects.published())
    return {
        f"{row.report.starts_on.year} {row.reference}": row for row in rows.select_related("report")
    }
