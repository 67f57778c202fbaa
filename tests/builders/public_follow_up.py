"""Builders of follow-up that readers see, or do not see, stored without the steps of the desk.

`follow_up.py` has those of the desk.
"""

import hashlib
from datetime import UTC, date, datetime

from django.utils.text import slugify

from recommendations.models import EvidenceFile, FollowUp, Round, Submission
from reports.models import Report
from reports.signals import report_changed
from tests.builders.records import make_organization, make_recommendation, make_report

PUBLISHED_AT = datetime(2020, 1, 1, tzinfo=UTC)


def make_round(*reports, status="published", **fields):
    """Return a round that asks about the recommendations of the reports."""
    number = Round.objects.count() + 1
    defaults = {
        "series": "ARF",
        "name": f"Review {number}",
        "starts_on": date(2016 + number, 1, 1),
        "ends_on": date(2199, 12, 31),
        "questions": "What became of it?",
        "published_at": PUBLISHED_AT if status == "published" else None,
    }
    values = defaults | fields
    round_ = Round.objects.create(**{"slug": slugify(values["name"])} | values, status=status)
    round_.reports.set(reports)
    return round_


def make_submission(round_, organization=None, *, side="government", status="published"):
    return Submission.objects.create(
        round=round_,
        organization=organization or make_organization(),
        side=side,
        status=status,
        created_by="ana",
        published_at=PUBLISHED_AT if status == "published" else None,
    )


def make_follow_up(submission, recommendation, **fields):
    """Return a record: something is under way, unless the fields say otherwise."""
    values = fields or {"status": "under-way"}
    stored = Submission.objects.filter(pk=submission.pk)
    # The database takes records of drafts only.
    stored.update(status="draft")
    record = FollowUp.objects.create(
        submission=submission, recommendation=recommendation, recorded_by="ana", **values
    )
    stored.update(status=submission.status)
    return record


def make_evidence_file(content=b"Gazette.", **fields):
    defaults = {"name": "gazette.txt", "media_type": "text/plain", "added_by": "ana"}
    return EvidenceFile.objects.create(
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        **defaults | fields,
    )


def report_follow_up(
    recommendation, *, round_=None, organization=None, side="government", **fields
):
    """Publish what a body says of a recommendation; return the record.

    Without a round, it is a new one.
    """
    round_ = round_ or make_round(recommendation.report)
    record = make_follow_up(
        make_submission(round_, organization, side=side), recommendation, **fields
    )
    tell_changed(recommendation.report)
    return record


def tell_changed(*reports):
    """Say that what readers see of these reports has changed."""
    for report in reports:
        report_changed.send(sender=Report, report=report)


def make_random_follow_up(reports, organizations, chance):
    """Make two public rounds and a draft, with records of every kind, some of them corrected."""
    rounds = [
        make_round(*reports, name=name, starts_on=date(year, 1, 1), status=status)
        for name, year, status in (
            ("Second review", 2019, "published"),
            ("First review", 2017, "published"),
            ("Third review", 2021, "draft"),
        )
    ]
    recommendations = [one for report in reports for one in report.recommendations.all()]
    # Most bodies report for the same side in every round.
    sides = ["government", "employers", "workers", "government"]
    for round_ in rounds:
        for organization, side in zip(organizations[:4], sides, strict=True):
            submission = make_submission(
                round_,
                organization,
                side=chance.choice([side, side, "workers"]),
                status=chance.choice(["published", "published", "published", "draft", "withdrawn"]),
            )
            for recommendation in chance.choices(recommendations, k=len(recommendations) // 2):
                make_follow_up(submission, recommendation, **random_values(chance))
    tell_changed(*reports)


def random_values(chance):
    return {
        "response": chance.choice(["", *FollowUp.Response.values]),
        "status": chance.choice(["", *FollowUp.Status.values]),
        "due_on": chance.choice([None, date(2020, 1, 1), date(2199, 1, 1)]),
        "text": "Done as asked.",
    }


def make_reported_round():
    """Return a round with two recommendations, on which two governments and a union report."""
    report = make_report(status="published")
    first, second = (
        make_recommendation(report, text=f"Wish {n}", reference=f"1.{n}") for n in (1, 2)
    )
    stored = make_round(report, name="Review 2019", questions="What was done?")
    for name, country in (("Laos", "LAO"), ("Nepal", "NPL")):
        state = make_organization(name, kind="state", country=country)
        submission = make_submission(stored, state)
        make_follow_up(submission, first, status="done", response="accepted")
        make_follow_up(submission, second, status="under-way", due_on=date(2020, 1, 1))
    union = make_submission(stored, make_organization("Union"), side="workers")
    make_follow_up(union, first, status="not-begun")
    make_follow_up(union, second, text="No answer yet.")
    tell_changed(report)
    return stored


def matrix_cells(matrix):
    """Return the bodies and statuses of each row by side."""
    return [
        [
            [(str(one.submission.organization), one.status, one.is_overdue) for one in cell.records]
            for cell in row.cells
        ]
        for row in matrix.rows
    ]
