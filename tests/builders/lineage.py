"""Builders of lineage: links between recommendations, and lines of them through meetings."""

from datetime import date

from recommendations.models import LineageLink
from tests.builders.records import make_recommendation, make_report


def make_link(earlier, later=None, kind="", **fields):
    """Return a confirmed link: a repetition, or "none later" without a later recommendation."""
    kind = kind or ("repeated" if later else "none")
    return LineageLink.objects.create(
        earlier=earlier,
        later=later,
        **{"kind": kind, "status": "confirmed", "decided_by": "Ana"} | fields,
    )


def make_rejection(earlier, later):
    return LineageLink.objects.create(
        earlier=earlier, later=later, status="rejected", decided_by="Ana"
    )


def make_line(*years, status="published", text="Abolish fees."):
    """Return a recommendation of a report of each year, each the repetition of the one before."""
    line = []
    for year in years:
        report = make_report(
            status=status,
            slug=f"meeting-{year}",
            title=f"Meeting of {year}",
            starts_on=date(year, 3, 10),
            ends_on=None,
        )
        line.append(make_recommendation(report, reference=f"{year % 100}.1", text=text))
    for earlier, later in zip(line, line[1:], strict=False):
        make_link(earlier, later)
    return line
