"""Adapter of django-allauth: no sign-up, and attempts counted for all machines."""

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError

from portal.accounts import failed_sign_ins, known_browsers, login_throttle
from portal.web.client_network import client_address, network_of


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        """Return the network, by which django-allauth counts attempts."""
        return network_of(client_address(request.META))

    def pre_authenticate(self, request, **credentials):
        """Raise ValidationError if there are too many attempts, whatever the password."""
        name = credentials.get("username") or ""
        is_known = known_browsers.is_known(request, name)
        address = client_address(request.META)
        if message := login_throttle.check_attempt(name, address, is_known=is_known):
            failed_sign_ins.record_refusal(name)
            raise ValidationError(message)

    def authenticate(self, request, **credentials):
        account = super().authenticate(request, **credentials)
        if account:
            login_throttle.clear_attempts(
                credentials.get("username") or "", client_address(request.META)
            )
        return account
