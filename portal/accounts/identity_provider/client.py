"""django-allauth's client of the provider, with a verified ID token and a nonce."""

from typing import Any

from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from portal.accounts.identity_provider import discovery, id_token, refusals
from portal.accounts.identity_provider.id_token import Claims, InvalidTokenError
from portal.accounts.identity_provider.refusals import SignInRefusedError

# The length of the column in which django-allauth keeps the subject.
MAX_SUBJECT_LENGTH = 191


class Client(OpenIDConnectOAuth2Adapter):
    def __init__(self, request: HttpRequest, provider_id: str | None = None) -> None:
        super().__init__(request, provider_id or settings.OIDC_ISSUER)

    def get_provider(self) -> OpenIDConnectProvider:
        """Return the provider, set to create its clients from this class."""
        provider = super().get_provider()
        provider.oauth2_adapter_class = Client
        return provider

    @property
    def openid_config(self) -> discovery.Configuration:
        return discovery.read_configuration(settings.OIDC_ISSUER)

    def get_callback_url(self, request: HttpRequest, app: object) -> str:
        return settings.BASE_URL + reverse("oidc_return")

    def complete_login(
        self, request: HttpRequest, app: Any, token: Any, **answer: Any
    ) -> SocialLogin:
        """Return the sign-in with the claims of the ID token, and with those of the user information."""
        try:
            claims = self.read_claims(app, token, answer["response"].get("id_token"))
        except InvalidTokenError as error:
            raise SignInRefusedError(refusals.unverified(str(error))) from error
        login = self.get_provider().sociallogin_from_response(request, {"userinfo": claims})
        # Nothing but issuer and subject is stored with the link.
        login.account.extra_data = {}
        login.claims = claims
        return login

    def read_claims(self, app: Any, token: Any, encoded: object) -> Claims:
        keys = discovery.fetch_json(str(self.openid_config["jwks_uri"]))
        verified = id_token.verify(
            encoded, keys, issuer=settings.OIDC_ISSUER, client_id=app.client_id
        )
        subject = verified["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= MAX_SUBJECT_LENGTH:
            raise InvalidTokenError("The token names nobody.")
        more: Claims = {}
        if "userinfo_endpoint" in self.openid_config:
            more = self._fetch_user_info(token.token)
            if not isinstance(more, dict) or more.get("sub") != subject:
                raise InvalidTokenError("The user information is that of somebody else.")
        return more | verified
