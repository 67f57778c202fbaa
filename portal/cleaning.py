"""Deleting what has expired: sessions, tries to sign in, counters, forms that nobody came back for.

It runs when the server starts and whenever somebody signs in, so no other program has to. Each
time it does a bounded amount of work, with a query for each kind of row, in a transaction of its
own; nobody who only reads ever waits for it.
"""

import logging
import time
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.db.models import BigIntegerField, ExpressionWrapper, F
from django.dispatch import receiver
from django.utils import timezone

from portal import limits
from portal.models import Counter, Tries, UnsavedForm

logger = logging.getLogger(__name__)

AT_ONCE = 2000
AT_START = 100_000


def expired():
    """Return, for each kind of row, those that count no more."""
    now = timezone.now()
    ends = ExpressionWrapper(
        (F("window") + 1) * F("seconds"), output_field=BigIntegerField()
    )
    longest_ago = now - timedelta(seconds=settings.SESSION_ABSOLUTE_AGE)
    unsaved_since = now - timedelta(seconds=limits.UNSAVED_FORM_SECONDS)
    return (
        Session.objects.filter(expire_date__lt=now),
        UserSession.objects.filter(created_at__lt=longest_ago).exclude(
            session_key__in=Session.objects.values("session_key")
        ),
        Tries.objects.alias(ends=ends).filter(ends__lt=int(time.time())),
        Counter.objects.filter(expires__lt=now),
        UnsavedForm.objects.filter(at__lt=unsaved_since),
    )


def clean(at_once=AT_ONCE):
    """Delete what has expired, so many rows of a kind at most."""
    for rows in expired():
        some = rows.order_by("pk").values("pk")[:at_once]
        rows.model._base_manager.filter(pk__in=some).delete()


@receiver(user_logged_in)
def clean_at_sign_in(sender, **signal):
    """Clean up; what cannot be deleted now stops nobody from signing in."""
    try:
        with transaction.atomic():
            clean()
    except DatabaseError:
        logger.exception("What has expired could not be deleted.")
