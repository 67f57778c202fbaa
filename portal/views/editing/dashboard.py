"""The desk: what waits for whoever sits down at it."""

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.shortcuts import render

from portal.accounts import roles
from portal.accounts.roles import Deed, Role
from portal.desk import steps
from portal.history.models import Revision
from portal.views.editing.access import desk
from portal.views.editing.said import said
from reports.models import Report

MOST = 50
Status = Report.Status


@desk()
def dashboard(request):
    context = {
        "role": Role(roles.role_of(request.user)).label,
        "may_import": roles.may(request.user, Deed.IMPORT),
        "may_registers": roles.may(request.user, Deed.REGISTERS),
        "may_trail": roles.may(request.user, Deed.TRAIL),
        "mine": drafts().filter(Exists(saves_of(request.user)))[:MOST],
        "others": drafts().exclude(Exists(saves_of(request.user)))[:MOST],
        "waiting": waiting_for(request.user),
        "unresolved": reports().filter(open_notes__gt=0, next_draft=None)[:MOST],
        "recent": reports().published().order_by("-published_at")[:MOST],
        "withdrawn": reports().filter(status=Status.WITHDRAWN)[:MOST],
        "said": said(request),
    }
    return render(request, "editing/dashboard.html", context)


def reports():
    """Return reports and next drafts, the one that was saved last first."""
    save = Revision.objects.filter(
        report=OuterRef("lineage"), number=OuterRef("version")
    )
    return (
        Report.objects.annotate(lineage=Coalesce("next_of", "pk"))
        .annotate(
            saved_at=save.values("made_at")[:1],
            saved_by=save.values("by_name")[:1],
            open_notes=Count("source__notes", Q(source__notes__resolved=False)),
        )
        .select_related("next_of", "source")
        .order_by(F("saved_at").desc(nulls_last=True), "pk")
    )


def drafts():
    return reports().filter(status=Status.DRAFT)


def saves_of(account):
    """Return the account's saves of a report that readers have not got."""
    return Revision.objects.filter(
        report=OuterRef("lineage"), by=account, published_at=None
    )


def waiting_for(account):
    """Return what is in review, each with whether this account may publish it."""
    found = list(reports().filter(status=Status.IN_REVIEW)[:MOST])
    for report in found:
        report.is_mine_to_publish = roles.may(
            account, Deed.PUBLISH, report
        ) and steps.may_publish(report, account)
    return found
