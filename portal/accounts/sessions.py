"""The sessions of an account: listed, and ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from portal.accounts.hashed_keys import hash_key
from portal.accounts.session_lifetime import SIGNED_IN_AT, is_expired
from portal.audit import log
from portal.audit.log import AuditTarget

BATCH_SIZE = 200


@dataclass(frozen=True)
class OpenSession:
    """A session as administrators see it: without its key, which would let them take it over."""

    handle: str
    signed_in_at: datetime
    expires_at: datetime
    network: str
    browser: str


def stored_sessions(account: User) -> Iterator[tuple[Session, dict]]:
    """Yield the sessions of the account with their content.

    All sessions are scanned, because allauth's UserSession lists only those of its login page.
    """
    account_key = str(account.pk)
    for session in Session.objects.iterator(chunk_size=BATCH_SIZE):
        content = session.get_decoded()
        if content.get(SESSION_KEY) == account_key:
            yield session, content


def count_open_sessions() -> int:
    """Return the number of sessions in which an account is signed in.

    Visitors who have begun to sign in have a session as well, which is not counted here.
    """
    stored = Session.objects.filter(expire_date__gt=timezone.now())
    contents = (session.get_decoded() for session in stored.iterator(chunk_size=BATCH_SIZE))
    return sum(SESSION_KEY in content and not is_expired(content) for content in contents)


def sessions_of(account: User) -> list[OpenSession]:
    """Return the sessions with which somebody is signed in, the newest first."""
    origins = {row.session_key: row for row in UserSession.objects.filter(user=account)}
    found = [
        open_session(session, content, origins.get(session.pk))
        for session, content in stored_sessions(account)
        if session.expire_date > timezone.now() and not is_expired(content)
    ]
    return sorted(found, key=lambda session: session.signed_in_at, reverse=True)


def open_session(session: Session, content: dict, origin: UserSession | None) -> OpenSession:
    return OpenSession(
        handle=handle_of(session),
        signed_in_at=datetime.fromtimestamp(content[SIGNED_IN_AT], UTC),
        expires_at=session.expire_date,
        network=origin.ip if origin else "",
        browser=origin.user_agent if origin else "",
    )


def handle_of(session: Session) -> str:
    return hash_key(__name__, session.pk)


def end_sessions(account: User, but: str | None = None) -> int:
    """End all sessions of the account except the one with the key `but`; return how many ended.

    Deactivation alone suspends sessions: their cookies would work again after reactivation.
    """
    session_keys = [session.pk for session, _ in stored_sessions(account) if session.pk != but]
    for start in range(0, len(session_keys), BATCH_SIZE):
        batch = session_keys[start : start + BATCH_SIZE]
        Session.objects.filter(pk__in=batch).delete()
    return len(session_keys)


@transaction.atomic
def end_all(account: User, by: User) -> None:
    """Sign the account out everywhere, and write to the audit log."""
    end_sessions(account)
    log.log(by, "All sessions ended", account_target(account))


@transaction.atomic
def end_one(account: User, handle: str, by: User) -> bool:
    """End the session with the handle and write to the audit log; return whether there was one."""
    for session, _ in stored_sessions(account):
        if constant_time_compare(handle_of(session), handle):
            session.delete()
            log.log(by, "A session ended", account_target(account))
            return True
    return False


def account_target(account: User) -> AuditTarget:
    return AuditTarget("account", str(account.pk), account.get_username())


@receiver(post_save, sender=User)
def end_sessions_when_deactivated(sender, instance, created, **signal):
    if not (created or instance.is_active):
        end_sessions(instance)


@receiver(post_delete, sender=User)
def end_sessions_when_deleted(sender, instance, **signal):
    end_sessions(instance)
