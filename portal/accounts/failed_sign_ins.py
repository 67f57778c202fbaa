"""Failed sign-ins: the log has each one, and the audit log counts those of each account.

The audit log is kept forever and visitors can fail as often as they like, so it gets an entry for
the first, tenth, hundredth … failure of an account on a day (UTC): at most a handful, which say how
many there were. Attempts with unknown names share one count, and no name that was typed is kept: it
may be a password.
"""

import logging

from allauth.mfa.signals import authentication_failed
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.dispatch import receiver

from portal.accounts.hashed_keys import hash_key
from portal.accounts.models import LoginAttempt
from portal.audit import log
from portal.audit.log import AuditTarget
from portal.metrics.counters import FAILED_SIGN_INS

logger = logging.getLogger(__name__)

DAY = 24 * 60 * 60
PASSWORD = "wrong name or password"  # noqa: S105 -- a reason
SECOND_FACTOR = "wrong second factor"
TOO_MANY = "too many attempts"
ALL = "all"
UNKNOWN = AuditTarget("account", "unknown", "unknown name")


@receiver(user_login_failed)
def record_wrong_password(sender, credentials, **signal):
    name = credentials.get("username") or ""
    record_failure(User.objects.filter(username=name).first(), PASSWORD)


@receiver(authentication_failed)
def record_wrong_factor(sender, user, **signal):
    record_failure(user, SECOND_FACTOR)


def record_failure(account: User | None, reason: str) -> None:
    log_failure(account, reason)
    key = account.pk if account else UNKNOWN.target_key
    with transaction.atomic():
        LoginAttempt.increment(count_key(ALL), DAY)
        number = LoginAttempt.increment(count_key(key), DAY)
        if is_power_of_ten(number):
            log.log(None, f"Sign-in failed ({number} today): {reason}", target_of(account))


def record_refusal(name: str) -> None:
    """Log an attempt that was refused without checking its password, which may have been right."""
    log_failure(User.objects.filter(username=name).first(), TOO_MANY)


def log_failure(account: User | None, reason: str) -> None:
    FAILED_SIGN_INS.labels(reason).inc()
    logger.warning("Sign-in failed: %s", reason, extra={"account": account and account.pk})


def failures_today() -> int:
    return LoginAttempt.count(count_key(ALL), DAY)


def count_key(key: object) -> str:
    return hash_key(__name__, str(key))


def target_of(account: User | None) -> AuditTarget:
    return AuditTarget("account", str(account.pk), account.get_username()) if account else UNKNOWN


def is_power_of_ten(number: int) -> bool:
    return str(number).rstrip("0") == "1"
