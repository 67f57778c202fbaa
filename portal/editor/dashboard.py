"""The editor's home page: drafts, the review queue, open notes and recent publications."""

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.shortcuts import render

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.content import workflow
from portal.content.models import Revision
from portal.editor.view_decorator import editor_view
from portal.follow_up.progress import overdue_records, rounds_ending_soon, unfinished_past
from portal.notifications.models import today
from portal.operations.backup.state import backup_warning
from recommendations.models import Submission
from reports.models import Report

MAX_LISTED = 50
MAX_OVERDUE_LISTED = 10
Status = Report.Status


@editor_view()
def dashboard(request):
    own_saves = Exists(unpublished_saves(request.user))
    context = {
        "may_import": roles.may(request.user, Permission.IMPORT),
        "own_drafts": drafts().filter(own_saves)[:MAX_LISTED],
        "other_drafts": drafts().exclude(own_saves)[:MAX_LISTED],
        "in_review": review_queue(request.user),
        "with_open_notes": reports().filter(open_notes__gt=0, next_draft=None)[:MAX_LISTED],
        "recently_published": reports().published().order_by("-published_at")[:MAX_LISTED],
        "withdrawn": reports().filter(status=Status.WITHDRAWN)[:MAX_LISTED],
        "backups": backup_warning() if roles.may(request.user, Permission.ACCOUNTS) else None,
        **follow_up_work(),
    }
    return render(request, "editor/dashboard.html", context)


def follow_up_work():
    """Return what is to be done in follow-up: overdue answers, rounds at their end, and reviews."""
    day = today()
    waiting = Submission.objects.filter(status=Submission.Status.IN_REVIEW)
    return {
        "overdue": overdue_records(day)[:MAX_OVERDUE_LISTED],
        "overdue_count": overdue_records(day).count(),
        "ending_rounds": rounds_ending_soon(day)[:MAX_LISTED],
        "ended_rounds": unfinished_past(day)[:MAX_LISTED],
        "submissions_in_review": waiting.select_related("round", "organization")[:MAX_LISTED],
    }


def reports():
    """Return reports and draft versions, most recently saved first."""
    last_save = Revision.objects.filter(report=OuterRef("lineage"), number=OuterRef("version"))
    return (
        Report.objects.annotate(lineage=Coalesce("next_of", "pk"))
        .annotate(
            saved_at=last_save.values("created_at")[:1],
            saved_by=last_save.values("by_name")[:1],
            open_notes=Count("source__notes", Q(source__notes__resolved=False)),
        )
        .select_related("next_of", "source")
        .order_by(F("saved_at").desc(nulls_last=True), "pk")
    )


def drafts():
    return reports().filter(status=Status.DRAFT)


def unpublished_saves(account):
    """Return the account's unpublished revisions of the outer query's report."""
    return Revision.objects.filter(report=OuterRef("lineage"), by=account, published_at=None)


def review_queue(account):
    """Return the reports in review; set `is_mine_to_publish` on each."""
    waiting = list(reports().filter(status=Status.IN_REVIEW)[:MAX_LISTED])
    for report in waiting:
        report.is_mine_to_publish = roles.may(
            account, Permission.PUBLISH, report
        ) and workflow.may_publish(report, account)
    return waiting
