"""What a visitor reads when a page cannot be had."""

from django.core.exceptions import BadRequest
from django.http import HttpResponseNotFound, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext

from portal.views.editing import kept

DESK = "/editing/"


def bad_request(request, exception):
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
    # Whatever broke, this page needs neither database nor session.
    return HttpResponseServerError(loader.get_template("500.html").render())


def sentence(request, status, title, words):
    return render(
        request, "error.html", {"title": title, "sentence": words}, status=status
    )
