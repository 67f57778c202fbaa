"""Browsers that have signed in recently, recognized by a signed cookie with the account.

The cookie grants no access. Forms submitted after the end of a session are stored for the account,
and login attempts of others do not slow the browser down.
"""

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.utils.crypto import constant_time_compare

from portal.web.private_paths import SIGNED_IN_PATHS

SALT = "portal.accounts.known_browsers"
MAX_AGE_DAYS = 14
MAX_AGE_SECONDS = MAX_AGE_DAYS * 24 * 60 * 60
# The age at which a cookie is renewed.
RENEW_AFTER_SECONDS = MAX_AGE_SECONDS // MAX_AGE_DAYS


def account_of(request) -> User | None:
    """Return the active account of the cookie, if its password has not changed since."""
    key, proof = read_cookie(request, MAX_AGE_SECONDS)
    account = User.objects.filter(pk=key, is_active=True).first() if key else None
    if account and constant_time_compare(proof, proof_of(account)):
        return account
    return None


def is_known(request, name: str) -> bool:
    """Return whether the cookie belongs to the account of that name."""
    account = account_of(request)
    return account is not None and account.get_username().casefold() == name.casefold()


def read_cookie(request, max_age):
    """Return (account key, proof) of a valid cookie, or (None, "")."""
    cookie = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, "")
    try:
        content = signing.loads(cookie, salt=SALT, max_age=max_age)
    except signing.BadSignature:
        return None, ""
    match content:
        case [int(key), str(proof)]:
            return key, proof
    return None, ""


def proof_of(account):
    """Return a value that changes with the account's password."""
    return account.get_session_auth_hash()


def known_browser_middleware(get_response):
    """Set and renew the cookie for signed-in users."""

    def middleware(request):
        response = get_response(request)
        # Public pages do not read the user.
        is_signed_in = request.path.startswith(SIGNED_IN_PATHS) and (request.user.is_authenticated)
        if is_signed_in and not is_fresh(request):
            set_cookie(response, request.user)
        return response

    return middleware


def set_cookie(response, account):
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps((account.pk, proof_of(account)), salt=SALT),
        max_age=MAX_AGE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def is_fresh(request):
    """Return whether the cookie belongs to the user and need not be renewed."""
    account = request.user
    return read_cookie(request, RENEW_AFTER_SECONDS) == (account.pk, proof_of(account))
