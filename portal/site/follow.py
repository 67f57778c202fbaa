"""Follow a list: its feed, a form for digests by mail with a preview, confirmation and unsubscription.

Visitors have no session and no CSRF token. Nothing is stored before an address is confirmed, and a
form from another site is refused. Links in mails change nothing until a button is pressed: mail
scanners open them.
"""

from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPException
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from portal.notifications import mail, request_limits, subscriptions, tokens
from portal.notifications.followed_lists import LISTS, FilteredList
from portal.notifications.models import MAX_ADDRESS_LENGTH, MAX_QUERY_LENGTH
from portal.site.error_pages import error_page
from portal.web.client_network import client_address, network_of
from portal.web.query_parameters import set_unknown

PREVIEW_PERIOD = timedelta(weeks=4)
LIST_PARAMETER = "list"
DEFAULT_LIST = "reports"


class FollowForm(forms.Form):
    address = forms.EmailField(label=_("Your e-mail address"), max_length=MAX_ADDRESS_LENGTH)
    frequency = forms.ChoiceField(choices=[("daily", _("daily")), ("weekly", _("weekly"))])


@csrf_exempt
def follow(request: HttpRequest) -> HttpResponse:
    parameters = request.GET.copy()
    names = parameters.pop(LIST_PARAMETER, [DEFAULT_LIST])
    followed = FilteredList.of(names[-1], parameters)
    set_unknown(request, [])
    if request.method != "POST":
        return follow_page(request, followed, FollowForm(initial={"frequency": "daily"}))
    if not settings.SENDS_MAIL:
        raise Http404
    refuse_other_origins(request)
    if len(followed.query) > MAX_QUERY_LENGTH:
        raise BadRequest(gettext("The query is too long. Use fewer or shorter filters."))
    form = FollowForm(request.POST)
    if not form.is_valid():
        return follow_page(request, followed, form, status=400)
    return send_confirmation(request, followed, form.cleaned_data)


def follow_page(
    request: HttpRequest, followed: FilteredList, form: FollowForm, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    context = {
        "followed": followed,
        "form": form if settings.SENDS_MAIL else None,
        "additions": followed.added_between(now - PREVIEW_PERIOD, now),
        "others": [one for one in LISTS.values() if one is not followed.followed],
    }
    return render(request, "site/follow.html", context, status=status)


def refuse_other_origins(request: HttpRequest) -> None:
    """Raise BadRequest for a form on another site: its visitors would send mails to others."""
    origin = request.headers.get("Origin")
    if origin not in {None, f"{request.scheme}://{request.get_host()}"}:
        raise BadRequest(gettext("This form was sent from another site."))


def send_confirmation(
    request: HttpRequest, followed: FilteredList, answers: dict[str, str]
) -> HttpResponse:
    """Send the mail with the link; the answer is the same whether the address is known or not."""
    network = network_of(client_address(request.META))
    if not request_limits.may_send(answers["address"], network):
        return error_page(
            request,
            429,
            gettext("Too many mails have been asked for today"),
            gettext("Try again tomorrow, or follow the list by its feed."),
        )
    wanted = tokens.Request(
        **answers,
        list_name=followed.followed.name,
        query=followed.query,
        language=get_language() or settings.LANGUAGE_CODE,
    )
    try:
        mail.write_confirmation(wanted, followed).send()
    except (SMTPException, OSError):
        return error_page(
            request,
            503,
            gettext("The mail could not be sent"),
            gettext("Check the address, and try again later."),
        )
    return redirect("site:follow-sent")


def sent(request: HttpRequest) -> HttpResponse:
    if not settings.SENDS_MAIL:
        raise Http404
    message = gettext(
        "Open the link in the mail that is on its way to you. It is valid for two days. "
        "Until then, nothing is stored."
    )
    return step(request, gettext("Look into your mailbox"), message)


@csrf_exempt
@never_cache
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
        message = gettext("Stop following one of them first: every mail has links for that.")
        return error_page(request, 409, gettext("You follow too many lists"), message)
    message = gettext("You get a mail when something is added, and at most one a day.")
    return step(request, gettext("You now follow this list"), message)


@csrf_exempt
@never_cache
def stop_one(request: HttpRequest, token: str) -> HttpResponse:
    question = gettext("Stop following this list?")
    return stop(request, question, tokens.read_subscription(token), subscriptions.end_one)


@csrf_exempt
@never_cache
def stop_all(request: HttpRequest, token: str) -> HttpResponse:
    """End all subscriptions. Mail programs post to this address directly (RFC 8058)."""
    question = gettext("Stop all mails?")
    return stop(request, question, tokens.read_subscriber(token), subscriptions.end_all)


def stop(
    request: HttpRequest, question: str, key: UUID | None, end: Callable[[UUID], None]
) -> HttpResponse:
    """Ask, and do it when the button is pressed, also if it was done before."""
    if key is None:
        raise Http404
    if request.method != "POST":
        message = gettext("If you follow nothing else, your address is erased.")
        return step(request, question, message, gettext("Stop"))
    end(key)
    message = gettext("No further mail of this kind is sent to you.")
    return step(request, gettext("You have unsubscribed"), message)


def step(request: HttpRequest, title: str, message: str, button: str = "") -> HttpResponse:
    context = {"title": title, "message": message, "button": button}
    return render(request, "site/follow_step.html", context)
