"""The page that a reviewer reads before a report is published."""

from django.shortcuts import render

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.content.publication_summary import summarize_publication
from portal.editor.view_decorator import editor_view
from portal.editor.workflow_buttons import workflow_buttons
from reports.models import Report

MAX_ITEMS_SHOWN = 200
OF_REVIEW = (Report.Status.DRAFT, Report.Status.PUBLISHED)


@editor_view()
def publication_review(request, report):
    """Show what changes for readers and what is open, with the buttons of the reviewer."""
    summary = summarize_publication(report)
    buttons = workflow_buttons(request.user, report)
    context = {
        "report": report,
        "root": report.root,
        "summary": summary,
        "items_shown": summary.changed_items[:MAX_ITEMS_SHOWN],
        "items_left_out": max(0, len(summary.changed_items) - MAX_ITEMS_SHOWN),
        "may_edit_accounts": roles.may(request.user, Permission.ACCOUNTS),
        "workflow_buttons": sorted(
            (button for button in buttons if is_of_review(report, button)),
            key=lambda button: button.to != Report.Status.PUBLISHED,
        ),
    }
    return render(request, "editor/publication_review.html", context)


def is_of_review(report, button):
    return report.status == Report.Status.IN_REVIEW and button.to in OF_REVIEW
