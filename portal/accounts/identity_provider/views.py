"""The way to the identity provider and back."""

import secrets
from collections.abc import Callable

from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from portal.accounts.hashed_keys import hash_key
from portal.accounts.identity_provider import refusals
from portal.accounts.identity_provider.client import Client
from portal.accounts.identity_provider.refusals import SignInRefusedError
from portal.accounts.models import LoginAttempt
from portal.web import limits
from portal.web.client_network import client_address, network_of

HOUR = 60 * 60


@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """Send the visitor to the provider by a page, not by a redirect.

    The policy `form-action 'self'` of the sign-in page also forbids redirects to other sites.
    """
    require_provider()
    if request.method != "POST":
        # Somebody has gone back from the provider, or reloads the page.
        return redirect("account_login")
    network = network_of(client_address(request.META))
    attempts = LoginAttempt.increment(hash_key(__name__, network), HOUR)
    if attempts > limits.SIGN_INS_PER_HOUR_AND_ADDRESS:
        return refusals.render_refusal(request, refusals.too_many())
    return with_refusal_page(request, lead_to_provider)


def lead_to_provider(request: HttpRequest) -> HttpResponse:
    nonce = secrets.token_urlsafe()
    # Not `redirect_from_request`: it lets the query string change scope and process.
    provider = Client(request).get_provider()
    answer = provider.redirect(
        request,
        AuthProcess.LOGIN,
        next_url=get_next_redirect_url(request),
        auth_params={"nonce": nonce},
        scope=settings.OIDC_SCOPES,
        nonce=nonce,
    )
    context = {"url": answer["Location"], "name": settings.OIDC_NAME}
    return render(request, "account/to_provider.html", context)


@never_cache
@require_GET
def return_from_provider(request: HttpRequest) -> HttpResponse:
    require_provider()
    return with_refusal_page(request, OAuth2CallbackView.adapter_view(Client(request)))


def with_refusal_page(
    request: HttpRequest, view: Callable[[HttpRequest], HttpResponse]
) -> HttpResponse:
    """Return the answer of the view, or the page that says why the sign-in failed."""
    try:
        return view(request)
    except ImmediateHttpResponse as answer:
        return answer.response
    except SignInRefusedError as error:
        return refusals.render_refusal(request, error.refusal)
    except RequestException as error:
        return refusals.render_refusal(request, refusals.unreachable(type(error).__name__))


def require_provider() -> None:
    if not settings.OIDC_ISSUER:
        raise Http404
