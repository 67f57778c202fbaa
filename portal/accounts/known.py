"""Browsers that have signed in lately: a signed cookie says to which account.

It opens nothing. What an editor sends when the session has ended is kept for that account, and
tries to sign in that strangers make do not slow this browser down.
"""

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.utils.crypto import constant_time_compare

from portal.signin import SIGNED_IN

SALT = "portal.accounts.known"
DAYS = 14
SECONDS = DAYS * 24 * 60 * 60
# A cookie is renewed once it is as old as this.
RENEWED_AFTER = SECONDS // DAYS


def account_of(request) -> User | None:
    """Return the account that has signed in in this browser, if it still has that password."""
    key, proof = read(request, SECONDS)
    account = User.objects.filter(pk=key, is_active=True).first() if key else None
    if account and constant_time_compare(proof, proof_of(account)):
        return account
    return None


def is_known(request, name: str) -> bool:
    """Say whether the account of that name has signed in in this browser."""
    account = account_of(request)
    return account is not None and account.get_username().casefold() == name.casefold()


def read(request, seconds):
    """Return what an unforged cookie that is not older says: (account's key, proof)."""
    written = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, "")
    try:
        said = signing.loads(written, salt=SALT, max_age=seconds)
    except signing.BadSignature:
        return None, ""
    match said:
        case [int(key), str(proof)]:
            return key, proof
    return None, ""


def proof_of(account):
    """Return what changes with the account's password."""
    return account.get_session_auth_hash()


def remember_browser(get_response):
    """Give the browser of whoever is signed in the cookie that says so later."""

    def middleware(request):
        response = get_response(request)
        # Public pages must not ask who is signed in.
        is_signed_in = request.path.startswith(SIGNED_IN) and (
            request.user.is_authenticated
        )
        if is_signed_in and not is_fresh(request):
            remember(response, request.user)
        return response

    return middleware


def remember(response, account):
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps((account.pk, proof_of(account)), salt=SALT),
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def is_fresh(request):
    """Say whether the cookie names who is signed in, and is too young to be renewed."""
    account = request.user
    return read(request, RENEWED_AFTER) == (account.pk, proof_of(account))
