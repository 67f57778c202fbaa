"""The list of rounds, and the list of what is overdue."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import render

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.editor.view_decorator import editor_view
from portal.follow_up.progress import overdue_records
from portal.notifications.models import today
from recommendations.models import Round, Submission

ROWS_PER_PAGE = 50
Status = Submission.Status


@editor_view()
def round_list(request):
    context = {
        "rounds": rounds_with_counts(),
        "overdue_count": overdue_records(today()).count(),
        "may_create": roles.may(request.user, Permission.ROUNDS),
    }
    return render(request, "editor/follow_up/rounds.html", context)


def rounds_with_counts():
    """Return every round with the number of its reports and submissions.

    Submissions are counted by status, except those that were withdrawn.
    """
    return Round.objects.annotate(
        report_count=Count("reports", distinct=True),
        draft_count=count_of(Status.DRAFT),
        review_count=count_of(Status.IN_REVIEW),
        published_count=count_of(Status.PUBLISHED),
    )


def count_of(status):
    return Count("submissions", Q(submissions__status=status), distinct=True)


@editor_view()
def overdue(request):
    rows = Paginator(overdue_records(today()), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "editor/follow_up/overdue.html", {"page_obj": rows, "today": today()})
