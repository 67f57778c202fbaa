"""Delete expired rows: sessions, login attempts, rate limit counters, unsaved forms.

It runs at server start, as a periodic job and at every sign-in. Each run does a bounded amount of
work, one query per kind of row, in its own transaction; read requests never wait for it.
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

from portal.accounts.models import LoginAttempt, RateLimitCounter, UnsavedForm
from portal.web import limits

logger = logging.getLogger(__name__)

BATCH_SIZE = 2000
STARTUP_BATCH_SIZE = 100_000


def expired_rows():
    """Return a queryset of expired rows for each kind of row."""
    now = timezone.now()
    ends = ExpressionWrapper(
        (F("window_number") + 1) * F("window_seconds"), output_field=BigIntegerField()
    )
    oldest_session = now - timedelta(seconds=settings.SESSION_ABSOLUTE_AGE)
    oldest_form = now - timedelta(seconds=limits.UNSAVED_FORM_SECONDS)
    return (
        Session.objects.filter(expire_date__lt=now),
        UserSession.objects.filter(created_at__lt=oldest_session).exclude(
            session_key__in=Session.objects.values("session_key")
        ),
        LoginAttempt.objects.alias(ends=ends).filter(ends__lt=int(time.time())),
        RateLimitCounter.objects.filter(expires__lt=now),
        UnsavedForm.objects.filter(saved_at__lt=oldest_form),
    )


def clean_up(at_once=BATCH_SIZE):
    """Delete expired rows, at most `at_once` of each kind."""
    for rows in expired_rows():
        keys = rows.order_by("pk").values("pk")[:at_once]
        rows.model._base_manager.filter(pk__in=keys).delete()


@receiver(user_logged_in)
def clean_up_at_sign_in(sender, **signal):
    """Clean up; a failure must not prevent the sign-in."""
    try:
        with transaction.atomic():
            clean_up()
    except DatabaseError:
        logger.exception("Expired rows could not be deleted.")
