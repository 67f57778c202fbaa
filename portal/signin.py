"""Signing in: how often one may try, and how long a session lives."""

import math
import time

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac

from portal import limits
from portal.accounts import roles
from portal.accounts.roles import Deed
from portal.models import Tries
from portal.visitors import network_of

ACCOUNT_WINDOWS = (
    (60, limits.SIGN_INS_PER_MINUTE),
    (3600, limits.SIGN_INS_PER_HOUR),
)
ADDRESS_WINDOWS = ((3600, limits.SIGN_INS_PER_HOUR_AND_ADDRESS),)
DAY = 24 * 60 * 60
# How far the clocks of two machines may be apart, in seconds. A session from further ahead was
# begun while a clock was wrong: it would live that much longer.
CLOCKS_APART = 300
SINCE = "signed_in_at"
# Where somebody may be signed in.
SIGNED_IN = ("/admin/", "/editing/", "/accounts/")


def refusal(name, address, *, is_known):
    """Count a try to sign in; return why it is one too many, or nothing.

    `is_known` says that the browser has signed in to this account lately: what others try
    elsewhere does not make it wait.
    """
    name, network = name.casefold(), network_of(address)
    wait = seconds_to_wait(name, network)
    if not wait and not is_known:
        wait = seconds_to_wait_anywhere(name)
    if not wait:
        return ""
    minutes = math.ceil(wait / 60)
    span = "a minute" if minutes == 1 else f"{minutes} minutes"
    return f"Too many tries. Wait {span}, then try again."


def forget(name, address):
    """Forget the tries of an account from an address, as it has signed in."""
    who = hashed(name.casefold(), network_of(address))
    Tries.objects.filter(who=who).delete()


def seconds_to_wait(name, network):
    """Return how long the first window that this try is too many for lasts."""
    counted = (
        *((hashed(name, network), *window) for window in ACCOUNT_WINDOWS),
        *((hashed(network), *window) for window in ADDRESS_WINDOWS),
    )
    for who, seconds, limit in counted:
        # What one window refuses does not fill the next.
        if Tries.count(who, seconds) > limit:
            return Tries.seconds_left(seconds)
    return 0


def seconds_to_wait_anywhere(name):
    """Count a try of an account from wherever it comes; return how long it has to wait.

    Nobody is locked out: the more tries there have been today, the longer the time in which one
    is let through, up to a quarter of an hour.
    """
    who = hashed("from anywhere", name)
    tries = Tries.number_of(who, DAY)
    for number, seconds in limits.SIGN_INS_SLOWED_DOWN:
        if tries >= number:
            if Tries.count(who, seconds) > 1:
                return Tries.seconds_left(seconds)
            break
    Tries.count(who, DAY)
    return 0


def hashed(*parts):
    return salted_hmac(__name__, "\n".join(parts), algorithm="sha256").hexdigest()


class PortalAdminSite(AdminSite):
    site_header = "Workshop outcomes: administration"
    site_title = "Workshop outcomes"
    index_title = "Records"

    def login(self, request, extra_context=None):
        """There is one way in, and it asks for the second factor."""
        there = request.GET.get("next") or reverse("admin:index")
        return redirect_to_login(there, reverse("account_login"))

    def password_change(self, request, extra_context=None):
        """There is one page for it, which writes it into the trail."""
        return redirect("account_change_password")

    def has_permission(self, request):
        deeds = (Deed.REGISTERS, Deed.ACCOUNTS)
        return any(roles.may(request.user, deed) for deed in deeds)


@receiver(user_logged_in)
def remember_since_when(sender, request, user, **signal):
    request.session[SINCE] = int(time.time())


def is_over(session):
    """Say whether somebody signed in longer ago than a session may last, or not before now."""
    age = time.time() - session.get(SINCE, 0)
    return not -CLOCKS_APART <= age <= settings.SESSION_ABSOLUTE_AGE


def end_long_sessions(get_response):
    """Sign out whoever signed in longer ago than a session may last, however busy."""

    def middleware(request):
        # Public pages must not read the session: they are the same for everyone.
        if request.path.startswith(SIGNED_IN):
            keep_or_end(request)
        return get_response(request)

    return middleware


def keep_or_end(request):
    """Keep a session alive that may go on, and end one that may not."""
    if not request.user.is_authenticated:
        if SESSION_KEY in request.session:
            # Of an account that was switched off past its form: it must not come back with it.
            logout(request)
        return
    if is_over(request.session):
        logout(request)
    else:
        # The idle time counts anew. Nobody else's visit writes a session.
        request.session.modified = True
