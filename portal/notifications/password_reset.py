"""Ask for an email with which a forgotten password can be set.

The answer is the same for every address, and takes about the same time, because a periodic job
sends the mail. Nothing is stored for an address that no account has.
"""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import User

from portal.accounts.hashed_keys import hash_key
from portal.accounts.models import LoginAttempt
from portal.accounts.password_sign_in import may_use_password
from portal.notifications.models import Notice
from portal.web import limits

DAY, HOUR = 24 * 60 * 60, 60 * 60
NOBODY = "nobody"


def request_reset(address: str, network: str) -> None:
    """Store an email for every account with the address, within the limits."""
    accounts = list(accounts_with(address))
    if not accounts:
        may_send(None, network)
    for account in accounts:
        if may_send(account, network):
            Notice.objects.get_or_create(account=account, kind=Notice.Kind.PASSWORD, taken_at=None)


def accounts_with(address: str) -> Iterator[User]:
    """Yield the accounts that sign in by a password and have the address."""
    if settings.SENDS_MAIL:
        accounts = User.objects.filter(email__iexact=address, is_active=True).order_by("pk")
        yield from (
            account
            for account in accounts
            if account.has_usable_password() and may_use_password(account)
        )


def may_send(account: User | None, network: str) -> bool:
    """Count an email to the account, asked for from the network; return whether it may be sent.

    Two counters are written in any case, which takes the same time. Where there is nothing to
    count, two shared counters are written: there are no more rows than accounts and emails to them.
    """
    own = hash_key(__name__, "account", str(account.pk)) if account else NOBODY
    is_within = count(own, DAY, limits.RESETS_PER_DAY_AND_ACCOUNT) and account is not None
    networks = hash_key(__name__, "network", network) if is_within else NOBODY
    return count(networks, HOUR, limits.RESETS_PER_HOUR_AND_NETWORK) and is_within


def count(key_hash: str, window_seconds: int, limit: int) -> bool:
    return bool(LoginAttempt.increment(key_hash, window_seconds) <= limit)
