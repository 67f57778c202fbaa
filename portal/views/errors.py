"""What a visitor reads when a page cannot be had."""

import sys
from contextlib import suppress

from django.core.exceptions import BadRequest, SuspiciousOperation
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

from portal.failures import Failure, failure_of
from portal.views.editing import kept

DESK = "/editing/"
# Title and sentence of the page, and after how many seconds to ask again.
NOT_STORED = _("Nothing can be stored at the moment")
AWAY = (
    _("The database of this site cannot be reached"),
    _("The fault is ours. Please try again in a minute."),
    30,
)
FAILURES = {
    Failure.BUSY: (
        _("Too much is going on at this moment"),
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
        _("This site can only be read now. Please try again later."),
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
    if failure := failure_of(exception):
        # A session that cannot be stored looks to Django like one that the visitor lacks.
        return unavailable(request, failure)
    # What Django itself finds wrong is told in its own terms, which are no reader's.
    is_ours = isinstance(exception, BadRequest) and str(exception)
    return sentence(
        request,
        400,
        gettext("This request cannot be read"),
        str(exception) if is_ours else gettext("Its address is not valid."),
    )


def not_allowed(request, exception):
    return sentence(
        request,
        403,
        gettext("This is not open to you"),
        gettext("Sign in, or go back."),
    )


def form_not_trusted(request, reason=""):
    """Tell why a form was refused, and give an editor back what was typed into it."""
    page = {
        "title": gettext("This form could not be sent"),
        "sentence": gettext(
            "Your browser did not send back the cookie that the form came with. Allow cookies "
            "for this site, open the page again and send it once more."
        ),
        "typed": kept.texts(request.POST) if request.path.startswith(DESK) else [],
    }
    return render(request, "error.html", page, status=403)


def not_found(request, exception):
    page = loader.get_template("404.html").render({}, request)
    return HttpResponseNotFound(page)


def server_error(request):
    """Tell what failed: a fault of the program, or what keeps any program from answering."""
    error = sys.exception()
    if isinstance(error, UnreadablePostError):
        # Whoever sent it went away, which is no fault of ours.
        return bad_request(request, None)
    if failure := failure_of(error):
        return unavailable(request, failure)
    # Whatever broke, this page needs neither database nor session.
    return HttpResponseServerError(loader.get_template("500.html").render())


def unavailable(request, failure):
    """Tell what cannot be had now and when to ask again, by a page that needs no database."""
    title, words, seconds = FAILURES.get(failure, AWAY)
    page = {
        "title": str(title),
        "sentence": str(words),
        "typed": typed_on_the_desk(request),
    }
    response = HttpResponse(
        # Without the request nobody asks who is signed in.
        loader.get_template("error.html").render(page),
        status=failure.status,
        headers={"Retry-After": str(seconds)},
    )
    response.told = f"{page['title']}. {page['sentence']}"
    return response


def typed_on_the_desk(request):
    if not request.path.startswith(DESK):
        return []
    with suppress(
        *(OSError, RawPostDataException, SuspiciousOperation, MultiPartParserError)
    ):
        return kept.texts(request.POST)
    return []


def sentence(request, status, title, words):
    return render(
        request, "error.html", {"title": title, "sentence": words}, status=status
    )
