"""Signing in to the admin: how often one may try, and how long a session lives."""

import math
import time

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.utils.crypto import salted_hmac

from portal import limits
from portal.middleware import address_of
from portal.models import Tries

ACCOUNT_WINDOWS = (
    (60, limits.SIGN_INS_PER_MINUTE),
    (3600, limits.SIGN_INS_PER_HOUR),
)
ADDRESS_WINDOWS = ((3600, limits.SIGN_INS_PER_HOUR_AND_ADDRESS),)
SINCE = "signed_in_at"


class LimitedSignIn(AdminAuthenticationForm):
    """Refuse further tries of an account from an address, right password or not."""

    def clean(self):
        if wait := self.seconds_to_wait():
            minutes = math.ceil(wait / 60)
            span = "a minute" if minutes == 1 else f"{minutes} minutes"
            raise ValidationError(f"Too many tries. Wait {span}, then try again.")
        cleaned = super().clean()
        Tries.objects.filter(who=hashed(*self.account_and_address())).delete()
        return cleaned

    def seconds_to_wait(self):
        """Count this try; return how long the first window that it is too many for lasts."""
        name, address = self.account_and_address()
        counted = (
            *((hashed(name, address), *window) for window in ACCOUNT_WINDOWS),
            *((hashed(address), *window) for window in ADDRESS_WINDOWS),
        )
        for who, seconds, limit in counted:
            # What one window refuses does not fill the next.
            if Tries.count(who, seconds) > limit:
                return Tries.seconds_left(seconds)
        return 0

    def account_and_address(self):
        name = self.cleaned_data.get("username") or ""
        return name.casefold(), address_of(self.request.META)


def hashed(*parts):
    return salted_hmac(__name__, "\n".join(parts), algorithm="sha256").hexdigest()


class PortalAdminSite(AdminSite):
    site_header = "Workshop outcomes: administration"
    site_title = "Workshop outcomes"
    index_title = "Records"
    login_form = LimitedSignIn


@receiver(user_logged_in)
def remember_since_when(sender, request, user, **signal):
    request.session[SINCE] = int(time.time())


def end_long_sessions(get_response):
    """Sign out whoever signed in longer ago than a session may last, however busy."""

    def middleware(request):
        # Public pages must not read the session: they are the same for everyone.
        if request.path.startswith("/admin/") and request.user.is_authenticated:
            since = request.session.get(SINCE, 0)
            if time.time() - since > settings.SESSION_ABSOLUTE_AGE:
                logout(request)
            else:
                # The idle time counts anew. Nobody else's visit writes a session.
                request.session.modified = True
        return get_response(request)

    return middleware
