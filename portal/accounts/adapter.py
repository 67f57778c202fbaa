"""Adapter of django-allauth: no sign-up, and sign-in attempts counted across all machines."""

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError

from portal.accounts import failed_sign_ins, known_browsers, login_throttle
from portal.accounts.password_sign_in import may_use_password
from portal.web.client_network import client_address, network_of


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        """Return the network, so that django-allauth counts attempts by network."""
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
        if account and not may_use_password(account):
            # As with a wrong password, the answer does not tell which accounts exist.
            return None
        if account:
            login_throttle.clear_attempts(
                credentials.get("username") or "", client_address(request.META)
            )
        return account

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Return False if the account has nothing to confirm with: the provider signs it in."""
        has_method = bool(self.get_reauthentication_methods(self.request.user))
        return has_method and super().is_reauthentication_required(app=app)
