"""Limits on attempts to sign in: per account and network, per network, per account anywhere."""

import math

from portal.accounts.hashed_keys import hash_key
from portal.accounts.models import LoginAttempt
from portal.web import limits
from portal.web.client_network import network_of

ACCOUNT_WINDOWS = (
    (60, limits.SIGN_INS_PER_MINUTE),
    (3600, limits.SIGN_INS_PER_HOUR),
)
ADDRESS_WINDOWS = ((3600, limits.SIGN_INS_PER_HOUR_AND_ADDRESS),)
DAY = 24 * 60 * 60


def check_attempt(name, address, *, is_known):
    """Count an attempt; return the error message if it exceeds a limit, or an empty string.

    `is_known` marks a browser that has signed in to this account recently: attempts from other
    browsers do not slow it down.
    """
    name, network = name.casefold(), network_of(address)
    wait = seconds_to_wait(name, network)
    if not wait and not is_known:
        wait = seconds_to_wait_anywhere(name)
    if not wait:
        return ""
    minutes = math.ceil(wait / 60)
    duration = "a minute" if minutes == 1 else f"{minutes} minutes"
    return f"Too many attempts. Wait {duration}, then try again."


def clear_attempts(name, address):
    """Delete the attempts of an account from a network, after a successful sign-in."""
    key_hash = hash_key(__name__, name.casefold(), network_of(address))
    LoginAttempt.objects.filter(key_hash=key_hash).delete()


def seconds_to_wait(name, network):
    """Count the attempt in each window; return the seconds left in the first one exceeded, or 0."""
    windows = (
        *((hash_key(__name__, name, network), *window) for window in ACCOUNT_WINDOWS),
        *((hash_key(__name__, network), *window) for window in ADDRESS_WINDOWS),
    )
    for key_hash, window_seconds, limit in windows:
        # An attempt refused by one window is not counted in the next.
        if LoginAttempt.increment(key_hash, window_seconds) > limit:
            return LoginAttempt.seconds_left(window_seconds)
    return 0


def seconds_to_wait_anywhere(name):
    """Count an attempt on an account from an unknown browser; return the seconds to wait, or 0.

    No account is locked out: the more attempts there are in a day, the longer the window in
    which one is allowed, up to a quarter of an hour.
    """
    key_hash = hash_key(__name__, "from anywhere", name)
    attempts = LoginAttempt.count(key_hash, DAY)
    for threshold, window_seconds in limits.SIGN_INS_SLOWED_DOWN:
        if attempts >= threshold:
            if LoginAttempt.increment(key_hash, window_seconds) > 1:
                return LoginAttempt.seconds_left(window_seconds)
            break
    LoginAttempt.increment(key_hash, DAY)
    return 0
