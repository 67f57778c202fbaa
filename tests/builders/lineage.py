"""Builders of lineage: links between recommendations, and lines of them through meetings."""

from datetime import date

from recommendations.models import FollowUp, LineageLink, Round, Submission
from tests.builders.records import make_organization, make_recommendation, make_report


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


def make_published_record(recommendation):
    """Return a public follow-up record of a recommendation."""
    number = Round.objects.count() + 1
    asked = Round.objects.create(
        series="ARF",
        name=f"Round {number}",
        slug=f"round-{number}",
        starts_on="2020-01-01",
        ends_on="2020-12-31",
        status="published",
    )
    asked.reports.add(recommendation.report)
    submission = Submission.objects.create(
        round=asked, organization=make_organization(), side="government", created_by="Ana"
    )
    record = FollowUp.objects.create(
        submission=submission, recommendation=recommendation, status="done", recorded_by="Ana"
    )
    Submission.objects.filter(pk=submission.pk).update(status="published")
    return record
