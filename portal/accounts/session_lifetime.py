"""The lifetime of sessions: an idle timeout and an absolute limit."""

import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from portal.web.private_paths import SIGNED_IN_PATHS

# Allowed difference between the clocks of two machines. A session that begins further in the
# future comes from a wrong clock and would live that much longer.
CLOCK_SKEW_SECONDS = 300
SIGNED_IN_AT = "signed_in_at"


@receiver(user_logged_in)
def stamp_sign_in(sender, request, user, **signal):
    request.session[SIGNED_IN_AT] = int(time.time())


def is_expired(session):
    """Return whether the sign-in is older than a session may be, or in the future."""
    age = time.time() - session.get(SIGNED_IN_AT, 0)
    return not -CLOCK_SKEW_SECONDS <= age <= settings.SESSION_ABSOLUTE_AGE


def session_lifetime_middleware(get_response):
    """Sign out expired sessions and extend the others, outside public pages."""

    def middleware(request):
        # Public pages do not read the session: they are the same for everyone.
        if request.path.startswith(SIGNED_IN_PATHS):
            extend_or_end(request)
        return get_response(request)

    return middleware


def extend_or_end(request):
    if not request.user.is_authenticated:
        if SESSION_KEY in request.session:
            # The account was deactivated by means other than its form.
            logout(request)
        return
    if is_expired(request.session):
        logout(request)
    else:
        # Restart the idle timeout.
        request.session.modified = True
