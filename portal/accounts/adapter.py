"""What signing in does here that allauth leaves open: nobody signs up, tries are counted for all machines."""

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError

from portal import signin
from portal.accounts import known
from portal.middleware import address_of
from portal.visitors import network_of


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Accounts are made by an administrator."""
        return False

    def get_client_ip(self, request):
        """Return by what django-allauth counts the tries of one visitor."""
        return network_of(address_of(request.META))

    def pre_authenticate(self, request, **credentials):
        """Refuse further tries of an account from an address, right password or not."""
        name = credentials.get("username") or ""
        is_known = known.is_known(request, name)
        address = address_of(request.META)
        if sentence := signin.refusal(name, address, is_known=is_known):
            raise ValidationError(sentence)

    def authenticate(self, request, **credentials):
        account = super().authenticate(request, **credentials)
        if account:
            signin.forget(credentials.get("username") or "", address_of(request.META))
        return account
