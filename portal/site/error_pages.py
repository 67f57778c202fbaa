"""Error pages. The page of a failure needs no database."""

import logging
import sys
from contextlib import suppress
from http import HTTPStatus

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import DatabaseError
from django.http import (
    HttpResponse,
    HttpResponseNotFound,
    HttpResponseServerError,
    RawPostDataException,
    UnreadablePostError,
)
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts import form_recovery
from portal.failures.causes import Failure, classify_error
from portal.redaction.former_addresses import was_redacted

logger = logging.getLogger(__name__)

EDITOR_PREFIX = "/editing/"
DESK_PREFIXES = (EDITOR_PREFIX, "/admin/")
# Each failure: (title, message, seconds for Retry-After).
NOT_STORED = _("Nothing can be saved at the moment")
UNREACHABLE = (
    _("The database of this site cannot be reached"),
    _("The problem is on our side. Please try again in a minute."),
    30,
)
FAILURES = {
    Failure.BUSY: (
        _("The site is too busy at the moment"),
        _("Please try again in a minute."),
        5,
    ),
    Failure.DISK_FULL: (
        NOT_STORED,
        _("The disk of this site is full. Please try again later."),
        300,
    ),
    Failure.READ_ONLY: (
        NOT_STORED,
        _("This site is read-only at the moment. Please try again later."),
        300,
    ),
    Failure.SCHEMA_MISMATCH: (
        _("This site is being updated"),
        _("Please try again in a minute."),
        30,
    ),
    Failure.INDEX_DAMAGED: (
        _("The search index of this site is being rebuilt"),
        _("Please try again in a minute."),
        10,
    ),
}


def bad_request(request, exception):
    if failure := classify_error(exception):
        # Django reports a session that cannot be stored as a bad request.
        return unavailable(request, failure)
    # Messages of Django's own exceptions are not meant for visitors.
    is_own_message = isinstance(exception, BadRequest) and str(exception)
    return error_page(
        request,
        400,
        gettext("This request cannot be read"),
        str(exception) if is_own_message else gettext("Its address is not valid."),
    )


def permission_denied(request, exception):
    context = {
        "frame": frame_of(request),
        "title": gettext("You do not have access to this page"),
        "message": gettext("Sign in or go back."),
    }
    return render(request, "error.html", context, status=403)


def frame_of(request):
    """Return the base template of an error page: the desk for signed-in editors."""
    is_on_desk = request.path.startswith(DESK_PREFIXES) and hasattr(request, "user")
    return "editor/base.html" if is_on_desk and request.user.is_authenticated else "base.html"


def csrf_failure(request, reason=""):
    """Explain why a form was rejected; for forms of editors, return the typed text."""
    context = {
        "title": gettext("This form could not be sent"),
        "message": gettext(
            "Your browser did not return the cookie for this form. Allow cookies for this site, "
            "open the page again and resubmit the form."
        ),
        "typed": form_recovery.typed_fields(request.POST)
        if request.path.startswith(EDITOR_PREFIX)
        else [],
    }
    return render(request, "error.html", context, status=403)


def not_found(request, exception):
    """Answer 404, or 410 for an address that named somebody until a redaction."""
    # Without its database the site still answers.
    with suppress(DatabaseError):
        if was_redacted(request.path_info):
            page = loader.get_template("site/redacted.html").render({}, request)
            return HttpResponse(page, status=HTTPStatus.GONE)
    page = loader.get_template("404.html").render({"frame": frame_of(request)}, request)
    return HttpResponseNotFound(page)


def server_error(request):
    """Answer 500 for a programming error, or the status of a known failure."""
    error = sys.exception()
    if isinstance(error, UnreadablePostError):
        # The client closed the connection while sending.
        return bad_request(request, None)
    if failure := classify_error(error):
        return unavailable(request, failure)
    return HttpResponseServerError(render_server_error())


def render_server_error():
    """Return the page of a programming error; it needs neither database nor session."""
    try:
        context = {
            "title": gettext("Something went wrong"),
            "message": gettext(
                "Something went wrong on our side and was logged. Please try again in a minute."
            ),
        }
        return loader.get_template("error.html").render(context)
    except Exception:
        # The error may be in what all pages have in common.
        logger.exception("The page for a programming error cannot be rendered")
        return loader.get_template("500.html").render()


def unavailable(request, failure):
    """Return the page of a failure, which needs no database, with Retry-After."""
    title, message, seconds = FAILURES.get(failure, UNREACHABLE)
    context = {
        "title": str(title),
        "message": str(message),
        "typed": recovered_form(request),
    }
    response = HttpResponse(
        # Without the request no context processor loads the user.
        loader.get_template("error.html").render(context),
        status=failure.status,
        headers={"Retry-After": str(seconds)},
    )
    response.error_message = f"{title}. {message}"
    return response


def recovered_form(request):
    if not request.path.startswith(EDITOR_PREFIX):
        return []
    with suppress(*(OSError, RawPostDataException, SuspiciousOperation, MultiPartParserError)):
        return form_recovery.typed_fields(request.POST)
    return []


def error_page(request, status, title, message):
    return render(request, "error.html", {"title": title, "message": message}, status=status)
