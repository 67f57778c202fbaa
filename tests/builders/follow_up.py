"""Builders of rounds, submissions and records of follow-up."""

from datetime import date

from django.utils import timezone
from django.utils.text import slugify

from portal.content.attachments import CheckedFile
from portal.follow_up import evidence_files, record_answers, submissions
from portal.follow_up.answers import Answer
from recommendations.models import Round, Submission
from tests.builders.records import make_organization, make_recommendation, make_report

# What leads a submission to a status.
STEPS_TO = {
    "draft": (),
    "in_review": ("in_review",),
    "published": ("in_review", "published"),
    "withdrawn": ("in_review", "published", "withdrawn"),
}
DONE = Answer(status="done", text="A law was passed.")


def make_round(reports=(), *, status="published", **fields):
    """Return a round about the reports; without any, about one with two recommendations."""
    if not reports:
        report = make_report(status="published")
        make_recommendation(report)
        make_recommendation(report)
        reports = [report]
    name = fields.pop("name", "") or f"Review {Round.objects.count() + 1}"
    defaults = {
        "series": reports[0].series,
        "slug": slugify(name),
        "starts_on": date(2017, 1, 1),
        "ends_on": date(2017, 6, 30),
        "published_at": timezone.now() if status == "published" else None,
    }
    made = Round.objects.create(name=name, status=status, **defaults | fields)
    made.reports.set(reports)
    return made


def make_submission(follow_up_round=None, organization=None, *, side="government", by=None):
    return submissions.open_submission(
        follow_up_round=follow_up_round or make_round(),
        organization=organization or make_organization(),
        side=side,
        by=by,
    )


def make_record(submission, recommendation=None, *, by=None, **values):
    """Return a record of a draft; it says that everything is done, unless values are given."""
    recommendation = recommendation or first_recommendation(submission.round)
    answer = Answer(**values) if values else DONE
    (made,) = record_answers.record(
        submission=submission, answers={recommendation.pk: answer}, by=by
    )
    return made


def first_recommendation(follow_up_round):
    return follow_up_round.reports.first().recommendations.first()


def take_to(submission, status):
    """Move a draft with records to the status."""
    for step in STEPS_TO[status]:
        submissions.change_status(submission=submission, to=step)
    submission.refresh_from_db()
    return submission


def make_published_record(recommendation, *, organization=None, side="government", **values):
    """Return a record that readers see, of a round of its own."""
    follow_up_round = make_round([recommendation.report])
    submission = make_submission(follow_up_round, organization, side=side)
    made = make_record(submission, recommendation, **values)
    take_to(submission, "published")
    return made


def make_evidence_file(name="law.txt", content=b"The law."):
    file = CheckedFile(name, "text/plain", content)
    return evidence_files.store_file(file=file)


def statuses():
    return list(Submission.objects.order_by("pk").values_list("status", flat=True))
