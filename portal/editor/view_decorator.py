"""The decorator of every editor view: permissions, look-up of the report, and failures."""

import logging
from dataclasses import dataclass
from functools import partial, wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.views.decorators.cache import never_cache

from portal.accounts import form_recovery, roles
from portal.accounts.roles import Permission
from portal.content import draft_version
from portal.editor import failure_text
from portal.failures.causes import IndexDamagedError, classify_error
from reports.former_slugs import report_by_former_slug
from reports.models import Report

logger = logging.getLogger(__name__)
OVERTAKEN = (
    "Another editor changed or deleted this at the same time. Nothing was "
    "saved. Go back, check, and try again."
)
NOWHERE = "This report no longer exists: its draft was deleted."


@dataclass(frozen=True)
class ReportChoice:
    """Which report a view is about.

    `of_file`: only one with an imported file; `of_root`: the root, not its draft version.
    """

    of_file: bool = False
    of_root: bool = False


def editor_view(read=Permission.READ, write=None, *, of_file=False, of_root=False):
    """Check the permission, and pass the report itself to the view instead of its slug.

    `read` is the permission for GET, `write` that for POST; None answers 405. Anonymous users
    are redirected to the sign-in page, and their form is kept until they return. A role without
    the permission gets 403; a permission that the state of the report excludes gets 409, with
    the typed text. With `of_file`, reports without an imported file answer 404. With `of_root`,
    the view is about the published report, even if it has a draft version.
    """
    choice = ReportChoice(of_file, of_root)

    def decorate(view):
        @wraps(view)
        @never_cache
        def guarded(request, slug=None, **options):
            permission = write if request.method == "POST" else read
            if permission is None:
                return HttpResponseNotAllowed(allowed_methods(read, write))
            if not request.user.is_authenticated:
                return redirect_to_sign_in(request, read, slug)
            if not roles.may(request.user, permission):
                raise PermissionDenied
            if slug is None:
                return with_db_error_page(request, view, **options)
            report_partial = partial(view, **options)
            return report_view(request, permission, slug, report_partial, choice)

        return guarded

    return decorate


def report_view(request, permission, slug, view, choice):
    """Call the view with the report's current draft, if its state allows the permission."""
    if request.method == "GET" and (root := report_by_former_slug(slug)):
        return redirect_to_present_slug(request, root)
    try:
        root = get_report(slug)
    except Http404:
        return render_report_missing(request)
    report = root if choice.of_root else draft_version.current_draft(root)
    if choice.of_file and report.source_id is None:
        raise Http404
    if not roles.may(request.user, permission, report):
        return render_wrong_state(request, report, permission)
    return with_db_error_page(request, view, report)


def allowed_methods(read, write):
    return [*(("GET", "HEAD") if read else ()), *(("POST",) if write else ())]


def get_report(slug):
    """Return the report, not its draft version. Raise Http404 if there is none.

    A form that was opened before the slug changed is still sent to the former slug.
    """
    reports = Report.objects.filter(next_of=None)
    return reports.filter(slug=slug).first() or get_object_or_404(reports, former_slugs__slug=slug)


def redirect_to_present_slug(request, root):
    match = request.resolver_match
    url = reverse(match.view_name, kwargs={**match.kwargs, "slug": root.slug})
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{url}?{query}" if query else url)


def with_db_error_page(request, view, *args, **options):
    """Call the view; on a database or disk failure, answer a POST with the typed text."""
    try:
        return view(request, *args, **options)
    except (IntegrityError, Report.DoesNotExist):
        return render_form_recovery(request, OVERTAKEN, 409)
    except (DatabaseError, OSError, IndexDamagedError) as error:
        failure = classify_error(error)
        if failure is None or request.method != "POST":
            raise
        logger.exception("An editor form could not be saved")
        message = failure_text.describe_failure(failure, failure_text.NOT_SAVED)
        return render_form_recovery(request, message, failure.status)


def render_report_missing(request):
    """Answer 404; for a POST, return the typed text."""
    if request.method != "POST":
        raise Http404
    return render_form_recovery(request, NOWHERE, 404)


def render_form_recovery(request, message, status):
    context = {"message": message, "typed": form_recovery.typed_fields(request.POST)}
    return render(request, "editor/form_recovery.html", context, status=status)


def redirect_to_sign_in(request, read, slug):
    """Redirect to the sign-in page and keep the posted form for the page that follows it."""
    if read is not None:
        form_recovery.save_form(request, request.path)
        next_url = request.get_full_path()
    else:
        # A view that accepts only POST has no page of its own to return to.
        next_url = reverse("editor:report", args=[slug]) if slug else reverse("editor:dashboard")
        form_recovery.save_form(request, next_url)
    return redirect_to_login(next_url, resolve_url(settings.LOGIN_URL))


def render_wrong_state(request, report, permission):
    """Answer 409 with the typed text: the state of the report does not allow the action."""
    context = {
        "report": report,
        "root": report.root,
        "action": permission.label.lower(),
        # A new version has the attachments of the published one.
        "is_about_version": permission != Permission.ATTACH,
        "typed": form_recovery.typed_fields(request.POST),
    }
    return render(request, "editor/wrong_state.html", context, status=409)
