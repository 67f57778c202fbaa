"""Links in emails: confirm an address, stop following.

They change nothing until a button is pressed: mail scanners open them. The token of a link replaces
session and CSRF token.
"""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from portal.notifications import subscriptions, tokens
from portal.notifications.followed_lists import FilteredList
from portal.site.error_pages import error_page


def sent(request: HttpRequest) -> HttpResponse:
    if not settings.SENDS_MAIL:
        raise Http404
    message = gettext(
        "Open the link in the email that is on its way to you. It is valid for two days. "
        "Nothing is stored until you confirm."
    )
    return step(request, gettext("Check your inbox"), message)


@csrf_exempt
@never_cache
# nosemgrep: csrf-exempt -- the link is the permission
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    if not settings.SENDS_MAIL:
        raise Http404
    try:
        wanted = tokens.read_request(token)
    except tokens.TokenExpiredError:
        message = gettext("Go to the list, and follow it again.")
        return error_page(request, 410, gettext("This link has expired"), message)
    if wanted is None:
        raise Http404
    followed = FilteredList.of(wanted.list_name, QueryDict(wanted.query))
    if request.method != "POST":
        return step(request, gettext("Follow this list?"), followed.title, gettext("Follow"))
    if not subscriptions.confirm(wanted):
        message = gettext("First stop following one of them: every email has links for that.")
        return error_page(request, 409, gettext("You follow too many lists"), message)
    message = gettext("You get an email when something is added, but no more than one a day.")
    return step(request, gettext("You now follow this list"), message)


@csrf_exempt
@never_cache
# nosemgrep: csrf-exempt -- the link is the permission
def stop_one(request: HttpRequest, token: str) -> HttpResponse:
    question = gettext("Stop following this list?")
    return stop(request, question, tokens.read_subscription(token), subscriptions.end_one)


@csrf_exempt
@never_cache
# nosemgrep: csrf-exempt -- the link is the permission
def stop_all(request: HttpRequest, token: str) -> HttpResponse:
    """End all subscriptions. Mail programs post to this address directly (RFC 8058)."""
    question = gettext("Stop all emails?")
    return stop(request, question, tokens.read_subscriber(token), subscriptions.end_all)


def stop(
    request: HttpRequest, question: str, key: UUID | None, end: Callable[[UUID], None]
) -> HttpResponse:
    """Ask for confirmation; when the button is pressed, unsubscribe, even if already done."""
    if key is None:
        raise Http404
    if request.method != "POST":
        message = gettext("If you follow nothing else, your address will be erased.")
        return step(request, question, message, gettext("Stop"))
    end(key)
    message = gettext("You will get no further emails of this kind.")
    return step(request, gettext("You have unsubscribed"), message)


def step(request: HttpRequest, title: str, message: str, button: str = "") -> HttpResponse:
    context = {"title": title, "message": message, "button": button}
    return render(request, "site/follow_step.html", context)
