"""Signing in to the admin: how often one may try, and how long a session lives."""

import hashlib
import time

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.dispatch import receiver

from portal import limits
from portal.middleware import address_of

WINDOWS = ((60, limits.SIGN_INS_PER_MINUTE), (3600, limits.SIGN_INS_PER_HOUR))
SINCE = "signed_in_at"


class LimitedSignIn(AdminAuthenticationForm):
    """Refuse further tries of an account from an address, right password or not."""

    def clean(self):
        counters = self.counters()
        if any(cache.get(key, 0) >= limit for key, _, limit in counters):
            raise ValidationError("Too many tries. Wait a minute, then try again.")
        for key, seconds, _ in counters:
            cache.add(key, 0, timeout=seconds)
            cache.incr(key)
        cleaned = super().clean()
        for key, _, _ in counters:
            cache.delete(key)
        return cleaned

    def counters(self):
        """Return (cache key, seconds, tries allowed) of the present minute and hour."""
        who = f"{self.cleaned_data.get('username')}\n{address_of(self.request.META)}"
        digest = hashlib.sha256(who.casefold().encode()).hexdigest()
        now = time.time()
        return [
            (f"signin:{seconds}:{int(now // seconds)}:{digest}", seconds, limit)
            for seconds, limit in WINDOWS
        ]


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
        return get_response(request)

    return middleware
