"""Adapter of django-allauth's sign-in through providers: who is let in, and the page for others."""

import re

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.conf import settings
from django.db import IntegrityError
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from requests import RequestException

from portal.accounts.identity_provider import refusals
from portal.accounts.identity_provider.admission import admit
from portal.accounts.identity_provider.identity import identity_of
from portal.accounts.identity_provider.refusals import Refusal

ERROR_CODE = re.compile("[a-z_]{1,60}")


class SocialAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Return False: only `admit` creates accounts."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        nonce = str(sociallogin.claims.get("nonce", ""))
        if not constant_time_compare(nonce, sociallogin.state["nonce"]):
            refuse(request, refusals.unverified("The token belongs to another sign-in (nonce)."))
        identity = identity_of(sociallogin.claims, settings.OIDC_GROUPS_CLAIM)
        try:
            refusal = admit(identity)
        except IntegrityError:
            # The same person is signing in twice at once, and the account exists by now.
            refusal = admit(identity)
        if refusal:
            refuse(request, refusal)
        if not sociallogin.is_existing:
            # The account is new.
            sociallogin.lookup()

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: object,
        error: str = AuthError.UNKNOWN,
        exception: Exception | None = None,
        extra_context: dict | None = None,
    ) -> None:
        """Answer with a page that says what to do."""
        # Anybody can make up such an address: the page repeats only codes of the standard.
        code = match[0] if (match := ERROR_CODE.fullmatch(request.GET.get("error", ""))) else ""
        if isinstance(exception, RequestException):
            refuse(request, refusals.unreachable(type(exception).__name__))
        if exception:
            # The token endpoint refuses the client, or the code.
            refuse(request, refusals.misconfigured("The provider did not give out a token."))
        is_begun = "state" in (extra_context or {})
        refuse(request, refusals.declined(code) if code or is_begun else refusals.outdated())


def refuse(request: HttpRequest, refusal: Refusal) -> None:
    raise ImmediateHttpResponse(refusals.render_refusal(request, refusal))
