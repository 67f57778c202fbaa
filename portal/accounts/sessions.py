"""Deletion of the sessions of an account."""

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

BATCH_SIZE = 200


def end_sessions(account: User) -> None:
    """Sign the account out everywhere.

    Deactivation alone suspends sessions: their cookies would work again after reactivation. All
    sessions are scanned, because allauth's UserSession lists only those of its login page.
    """
    account_key = str(account.pk)
    session_keys = [
        session.pk
        for session in Session.objects.iterator(chunk_size=BATCH_SIZE)
        if session.get_decoded().get(SESSION_KEY) == account_key
    ]
    for start in range(0, len(session_keys), BATCH_SIZE):
        batch = session_keys[start : start + BATCH_SIZE]
        Session.objects.filter(pk__in=batch).delete()


@receiver(post_save, sender=User)
def end_sessions_when_deactivated(sender, instance, created, **signal):
    if not (created or instance.is_active):
        end_sessions(instance)


@receiver(post_delete, sender=User)
def end_sessions_when_deleted(sender, instance, **signal):
    end_sessions(instance)
