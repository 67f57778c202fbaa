"""Second factors that roles require: without one, an account can do no more than set one up."""

from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from portal.accounts import form_recovery, roles
from portal.accounts.password_sign_in import EMERGENCY
from portal.accounts.sessions import account_target, end_sessions
from portal.audit import log

# What an account may do without its second factor: set one up, and manage its own account.
DESK_PATHS = ("/editing/", "/admin/")
# Recovery codes alone do not count: they only supplement one of these.
TYPES = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def second_factor_middleware(get_response):
    """Send an account that lacks a required second factor from the desk to the page about it."""

    def middleware(request):
        if request.path.startswith(DESK_PATHS) and lacks_second_factor(request):
            # What was typed before the rule applied is shown again afterwards.
            form_recovery.save_form(request, request.path)
            return redirect_to_page(request)
        return get_response(request)

    return middleware


def redirect_to_page(request: HttpRequest) -> HttpResponse:
    answer = redirect("second_factor_required")
    if request.method in {"GET", "HEAD"}:
        request.session["after_second_factor"] = request.get_full_path()
    return answer


def lacks_second_factor(request: HttpRequest) -> bool:
    account = request.user
    return (
        account.is_authenticated
        and is_required(request)
        and not is_mfa_enabled(account, TYPES)
        and not is_checked_by_provider(request)
    )


def is_required(request: HttpRequest) -> bool:
    """Return whether the account needs a second factor: by its role, or as an emergency account."""
    is_emergency = bool(request.session.get(EMERGENCY))
    return is_emergency or roles.role_of(request.user) in settings.MFA_REQUIRED_FOR


def is_checked_by_provider(request: HttpRequest) -> bool:
    """Return whether the session began at the provider, and the provider asks for second factors."""
    records = get_authentication_records(request, request.user)
    is_by_provider = any(record.get("method") == "socialaccount" for record in records)
    return bool(settings.OIDC_PROVIDER_REQUIRES_MFA) and is_by_provider


@receiver(post_save, sender=Authenticator)
def end_sessions_without_it(sender, instance, created, **signal):
    """End the sessions that began without the factor: they would pass as if they had proved it."""
    if not created or instance.type not in TYPES:
        return
    account = instance.user
    with transaction.atomic():
        if end_sessions(account, but=own_session_key(account)):
            log.log(account, "Second factor added: other sessions ended", account_target(account))


def own_session_key(account: User) -> str | None:
    """Return the session key of the current request if the account itself made that request."""
    request = context.request
    is_own = request is not None and getattr(request, "user", None) == account
    return request.session.session_key if is_own else None


@never_cache
@login_required
def second_factor_required(request: HttpRequest) -> HttpResponse:
    """Say why and how to set up a second factor; afterwards, link to the desk."""
    next_url = request.session.get("after_second_factor", "")
    if not url_has_allowed_host_and_scheme(next_url, allowed_hosts=None):
        next_url = ""
    facts = {"is_missing": lacks_second_factor(request), "next_url": next_url}
    return render(request, "account/second_factor_required.html", facts)
