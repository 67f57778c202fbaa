"""Records outside a report that refer to it: made in any order, and never lost."""

from portal.follow_up import record_answers
from portal.follow_up.answers import Answer
from recommendations.models import FollowUp, LineageLink, Recommendation, Submission
from reports.models import Organization
from tests.builders.follow_up import make_round, make_submission
from tests.builders.records import make_recommendation, make_report


def make_correspondents(reports):
    """Return a submission for each report, and a recommendation of another report."""
    for number, report in enumerate(reports, start=1):
        review = make_round([report], name=f"Review {report.pk}")
        make_submission(review, Organization.objects.get(name=("Norway", "Sweden")[number - 1]))
    return make_recommendation(make_report(status="published"))


def record_answer(report, pick):
    """Record an answer to one recommendation of a report, with one of its paragraphs as evidence."""
    wishes, paragraphs = report.recommendations.all(), report.paragraphs.all()
    if not wishes:
        return
    answer = Answer(
        status="under-way",
        text=f"Answer {pick}",
        responsible=Organization.objects.order_by("pk").first().pk,
        evidence_paragraph=paragraphs[pick % len(paragraphs)].pk
        if pick % 3 == 0 and paragraphs
        else None,
    )
    submission = Submission.objects.get(round__reports=report)
    wish = wishes.order_by("pk")[pick % len(wishes)]
    record_answers.record(submission=submission, answers={wish.pk: answer})


def link_recommendation(report, earlier, pick):
    """Confirm that one recommendation of a report repeats an earlier one, or reject it."""
    wishes = report.recommendations.order_by("pk")
    if not wishes:
        return
    is_confirmed = pick % 2 == 0
    LineageLink.objects.update_or_create(
        earlier=earlier,
        later=wishes[pick % len(wishes)],
        defaults={
            "status": "confirmed" if is_confirmed else "rejected",
            "kind": "repeated" if is_confirmed else "",
            "decided_by": "ana",
        },
    )


def outside_records():
    """Return every record of follow-up, and every confirmed link, with what it refers to.

    The responsible body is left out, which a merge changes.
    """
    records = FollowUp.objects.order_by("pk").values_list(
        *("pk", "submission", "recommendation", "evidence_paragraph", "status", "text")
    )
    links = LineageLink.objects.confirmed().order_by("pk").values_list("pk", "earlier", "later")
    return tuple(records), tuple(links)


def dangling():
    """Return what refers to a recommendation of a draft version, or to none."""
    published = Recommendation.objects.filter(report__next_of=None).values("pk")
    return [
        *FollowUp.objects.exclude(recommendation__in=published),
        *LineageLink.objects.exclude(later__in=published, earlier__in=published),
    ]
