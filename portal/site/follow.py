"""Follow a list: its feed, a form for digests by email, and a preview.

Visitors have no session and no CSRF token: a form from another site is refused. Nothing is stored
before an address is confirmed.
"""

from datetime import timedelta
from smtplib import SMTPException

from django import forms
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from portal.metrics.counters import MAILS
from portal.notifications import mail, request_limits, tokens
from portal.notifications.followed_lists import LISTS, FilteredList
from portal.notifications.models import MAX_ADDRESS_LENGTH, MAX_QUERY_LENGTH
from portal.site.error_pages import error_page
from portal.web.client_network import client_address, network_of
from portal.web.query_parameters import set_unknown

PREVIEW_PERIOD = timedelta(weeks=4)
LIST_PARAMETER = "list"
DEFAULT_LIST = "reports"


class FollowForm(forms.Form):
    address = forms.EmailField(label=_("Your email address"), max_length=MAX_ADDRESS_LENGTH)
    frequency = forms.ChoiceField(choices=[("daily", _("daily")), ("weekly", _("weekly"))])


@csrf_exempt
# nosemgrep: csrf-exempt -- changes nothing before the link in the mail is used
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
    """Raise BadRequest for a form from another site, which could make visitors email strangers."""
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
            gettext("Too many emails have been requested today"),
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
        MAILS.labels("confirmation", "failed").inc()
        return error_page(
            request,
            503,
            gettext("The email could not be sent"),
            gettext("Check the address, and try again later."),
        )
    MAILS.labels("confirmation", "sent").inc()
    return redirect("site:follow-sent")
