"""Ending the sessions of an account, wherever it is signed in, so that none of them comes back."""

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

ROWS_AT_ONCE = 200


def end_sessions(account: User) -> None:
    """Sign the account out everywhere.

    That an account is switched off stops its sessions only for as long as it is: the cookies would
    work again when it is switched on. All sessions are looked through, because a session that no
    page of signing in has made is in no list of them.
    """
    account_key = str(account.pk)
    ended = [
        session.pk
        for session in Session.objects.iterator(chunk_size=ROWS_AT_ONCE)
        if session.get_decoded().get(SESSION_KEY) == account_key
    ]
    for first in range(0, len(ended), ROWS_AT_ONCE):
        Session.objects.filter(pk__in=ended[first : first + ROWS_AT_ONCE]).delete()


@receiver(post_save, sender=User)
def end_when_switched_off(sender, instance, created, **signal):
    if not (created or instance.is_active):
        end_sessions(instance)


@receiver(post_delete, sender=User)
def end_when_deleted(sender, instance, **signal):
    end_sessions(instance)
