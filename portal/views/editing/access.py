"""Who gets to see a page of the desk, and which report it is about: asked in one place."""

import logging
from functools import partial, wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, render, resolve_url
from django.urls import reverse
from django.views.decorators.cache import never_cache

from portal.accounts import roles
from portal.accounts.roles import Deed
from portal.failures import IndexDamagedError, failure_of
from portal.history import nextdraft
from portal.views.editing import failing, kept
from reports.models import Report

logger = logging.getLogger(__name__)
OVERTAKEN = (
    "Somebody else has changed or deleted, at the same moment, what this is about. Nothing was "
    "saved. Go back, look, and do it again."
)
NOWHERE = "This report is not there any more: somebody has deleted its draft."


def desk(read=Deed.READ, write=None, *, of_file=False):
    """Let in whom the table of roles lets in; the view gets the report itself, not its address.

    Visitors are asked to sign in, and what they sent is kept until they have. Who has no role
    for it gets 403; whose role does not suit the state of the report is told so, with 409 and
    all that was typed. `read` None takes POST alone, `write` None no POST. With `of_file`,
    reports that came from no file answer 404.
    """

    def decorate(view):
        @wraps(view)
        @never_cache
        def guarded(request, slug=None, **options):
            deed = write if request.method == "POST" else read
            if deed is None:
                return HttpResponseNotAllowed(allowed(read, write))
            if not request.user.is_authenticated:
                return sign_in_first(request, read, slug)
            if not roles.may(request.user, deed):
                raise PermissionDenied
            if slug is None:
                return unharmed(request, view, **options)
            return of_report(request, deed, slug, partial(view, **options), of_file)

        return guarded

    return decorate


def of_report(request, deed, slug, view, of_file):
    """Answer with the view of the report, if the deed suits the state that it is in."""
    try:
        report = nextdraft.working(report_at(slug))
    except Http404:
        return nowhere(request)
    if of_file and report.source_id is None:
        raise Http404
    if not roles.may(request.user, deed, report):
        return not_now(request, report, deed)
    return unharmed(request, view, report)


def allowed(read, write):
    return [*(("GET", "HEAD") if read else ()), *(("POST",) if write else ())]


def report_at(slug):
    """Return the report that readers know by this address, or answer 404."""
    return get_object_or_404(Report.objects.filter(next_of=None), slug=slug)


def unharmed(request, view, *args, **options):
    """Answer with the view; where the database refuses, give back what was typed."""
    try:
        return view(request, *args, **options)
    except (IntegrityError, Report.DoesNotExist):
        return given_back(request, OVERTAKEN, 409)
    except (DatabaseError, OSError, IndexDamagedError) as error:
        failure = failure_of(error)
        if failure is None or request.method != "POST":
            raise
        logger.exception("A form of the desk could not be stored")
        sentence = failing.told(failure, failing.NOT_SAVED)
        return given_back(request, sentence, failure.status)


def nowhere(request):
    """Answer 404, to a form with what was typed into it."""
    if request.method != "POST":
        raise Http404
    return given_back(request, NOWHERE, 404)


def given_back(request, sentence, status):
    page = {"sentence": sentence, "typed": kept.texts(request.POST)}
    return render(request, "editing/given_back.html", page, status=status)


def sign_in_first(request, read, slug):
    """Keep what was sent, for the page on which it goes on after signing in."""
    if read is not None:
        kept.keep(request, request.path)
        there = request.get_full_path()
    else:
        # What only takes forms has no page of its own.
        there = reverse("desk-report", args=[slug]) if slug else reverse("desk")
        kept.keep(request, there)
    return redirect_to_login(there, resolve_url(settings.LOGIN_URL))


def not_now(request, report, deed):
    """Tell that the deed does not fit the state that the report is in, and give back what was typed."""
    context = {
        "report": report,
        "root": report.root,
        "deed": deed.label.lower(),
        "typed": kept.texts(request.POST),
    }
    return render(request, "editing/not_now.html", context, status=409)
