"""A report's page for editors: its items with edit links, and its workflow actions."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts import form_recovery, roles
from portal.accounts.roles import Permission
from portal.content import prefetch, presence, service, stored_coverage, uncertain_places, workflow
from portal.content.edits.themes import ConfirmThemes
from portal.content.id_mapping import IdMap
from portal.content.locking import SaveRequest
from portal.content.refusals import SaveRefusedError
from portal.content.themes import count_assigned_themes, count_suggested_themes
from portal.editor.form_meta import STALE, base_version, save_request
from portal.editor.messages import add_message, next_url, undo_of
from portal.editor.view_decorator import editor_view
from portal.editor.workflow_buttons import workflow_buttons
from reports import publishing
from reports.models import Contribution, Report
from reports.models.optimistic_locking import StaleSaveError

Status = Report.Status


@editor_view()
def report(request, report):
    returned = form_recovery.recover_form(request)
    root = report.root
    context = {
        "typed": form_recovery.typed_fields(returned) if returned else [],
        "report": report,
        "root": root,
        "sessions": prefetch.draft_sessions(report),
        "unplaced_recommendations": prefetch.heading_queryset().filter(
            report=report, paragraph=None
        ),
        "participations": report.participations.with_affiliations().in_listing_order(),
        "annexes": annexes_of(report),
        "co_chairs": report.co_chairs.order_by("name"),
        "coverage_errors": stored_coverage.find_text_errors(report),
        "open_notes": report.notes.filter(resolved=False).count(),
        "uncertain_notes": uncertain_places.uncertain_notes(report.notes).count(),
        "suggested_themes": count_suggested_themes(report),
        "assigned_themes": count_assigned_themes(report),
        "workflow_buttons": list(workflow_buttons(request.user, report)),
        "may_edit_accounts": roles.may(request.user, Permission.ACCOUNTS),
        "may_edit_entities": roles.may(request.user, Permission.EDIT_ENTITIES),
        "may_change_slug": roles.may(request.user, Permission.CHANGE_SLUG),
        "may_correct": roles.may(request.user, Permission.CORRECT, report),
        "may_discard": (report != root or not root.published_at)
        and roles.may(request.user, Permission.DISCARD, report),
        "may_link": roles.may(request.user, Permission.LINK),
        "other_editors": presence.other_editors(root, request.user),
    }
    return render(request, "editor/report.html", context)


def annexes_of(report):
    """Return the annexes, with the locators of their pages."""
    id_map, annexes = IdMap(report), list(report.annexes.order_by("label"))
    for annex in annexes:
        annex.locator = str(id_map.published("annex", annex.pk))
    return annexes


@editor_view(None, Permission.READ)
def step(request, report):
    """Run the requested transition; submitting with open notes needs a ticked box."""
    to, slug = request.POST.get("to", ""), report.root.slug
    target = workflow.transition_target(report.root, to)
    permission = roles.TRANSITION_PERMISSIONS.get((target.status, to))
    if permission and not roles.may(request.user, permission):
        raise PermissionDenied
    open_notes = report.notes.filter(resolved=False).count()
    if to == Status.IN_REVIEW and open_notes and "open_notes" not in request.POST:
        add_message(
            request,
            f"There are {open_notes} open notes. Resolve them, or tick “Send with {open_notes} open notes”.",
        )
        return redirect("editor:report", slug)
    if permission == Permission.WITHDRAW and "confirmed" not in request.POST:
        return confirm_withdrawal(request, target)
    return run_action(request, report, lambda: transition(report, to, save_request(request)))


def confirm_withdrawal(request, report):
    contributions = Contribution.objects.filter(paragraph__report=report)
    context = {
        "root": report.root,
        "version": base_version(request),
        "comment": request.POST.get("comment", ""),
        "recommendation_count": report.recommendations.count(),
        "contribution_count": contributions.count(),
    }
    return render(request, "editor/withdraw.html", context)


def transition(report, to, saving):
    moved = workflow.transition(report, to, saving)
    return f"“{moved}” is now {Status(to).label.lower()}."


@editor_view(None, Permission.CORRECT)
def confirm_themes(request, report):
    return run_action(request, report, lambda: confirm_all_themes(report, save_request(request)))


def confirm_all_themes(report, saving: SaveRequest):
    count = count_suggested_themes(report)
    saved = service.save_edit(
        report=report,
        edit=ConfirmThemes(),
        version=saving.version,
        by=saving.by,
        comment=saving.comment,
    )
    themes = "1 suggested theme was" if count == 1 else f"{count} suggested themes were"
    url = reverse("editor:report", args=[report.root.slug])
    return f"{themes} confirmed.", undo_of(report, saved, url)


@editor_view(None, Permission.BEGIN)
def begin(request, report):
    return run_action(request, report, lambda: begin_next_version(report, request.user))


def begin_next_version(report, account):
    workflow.begin(report, account)
    return (
        "This is the next version of the report. The published version stays as it is until "
        "this one is published."
    )


@editor_view(None, Permission.DISCARD)
def discard(request, report):
    """Discard the draft if the confirmation box is ticked."""
    if "meant" not in request.POST:
        add_message(request, "Nothing was discarded. Tick the box to confirm.")
        return redirect("editor:report", report.root.slug)
    return run_action(request, report, lambda: discard_draft(report, save_request(request)))


def discard_draft(report, saving: SaveRequest):
    workflow.discard(report, saving)
    if report.next_of_id:
        return "The next version was discarded. Its revisions stay in the history."
    return f"“{report}” was deleted."


def run_action(request, report, action):
    """Call the action, queue the message it returns or raises, and redirect to the report.

    The action returns the message, or the message and the request that undoes it.
    """
    try:
        outcome = action()
        add_message(request, *((outcome,) if isinstance(outcome, str) else outcome))
    except (SaveRefusedError, publishing.TransitionNotAllowedError) as error:
        add_message(request, str(error))
    except StaleSaveError:
        add_message(request, STALE)
    # Discarding a report without a published version deletes it.
    still_exists = Report.objects.filter(pk=report.root.pk).exists()
    url = reverse("editor:report", args=[report.root.slug])
    return redirect(next_url(request, url) if still_exists else "editor:dashboard")
