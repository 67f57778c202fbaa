"""The periodic job that emails notices to accounts, each once.

Any number of schedulers may run it at once. A notice is sent by the run that has taken it by one
UPDATE, and deleted once the server has accepted it.
"""

import logging
from datetime import timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.metrics.counters import MAILS
from portal.notifications.models import Notice
from portal.notifications.notice_mail import write_notice

logger = logging.getLogger(__name__)

AT_ONCE = 500
# After each refusal it waits twice as long.
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
# After that it is no longer news, and nobody is still waiting for a new password.
KEPT_FOR = {Notice.Kind.PASSWORD: timedelta(hours=6)}
OTHERS_KEPT_FOR = timedelta(days=7)
REFUSED = (SMTPRecipientsRefused, SMTPDataError, SMTPSenderRefused)


def send_notices() -> None:
    """Send what is due. Raise if the mail server cannot be reached: everything waits."""
    if not settings.SENDS_MAIL:
        return
    drop_outdated()
    waiting = Notice.objects.filter(taken_at=None, due_at__lte=timezone.now())
    keys = list(waiting.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    if not keys:
        return
    # A server that does not answer ends the run here: nothing is taken.
    with get_connection() as connection:
        for key in keys:
            send_notice(connection, key)


def drop_outdated() -> None:
    """Delete notices that are too old.

    They could not be sent for long, or were taken by a process that was then killed.
    """
    for kind in Notice.Kind:
        oldest = timezone.now() - KEPT_FOR.get(kind, OTHERS_KEPT_FOR)
        outdated = Notice.objects.filter(kind=kind, created_at__lt=oldest)
        if number := outdated.delete()[0]:
            logger.error("%s notices were not sent in time: %s", number, kind.label)


def send_notice(connection: Any, key: int) -> None:
    """Send a notice unless another process does; delete it once it is accepted."""
    if not Notice.objects.filter(pk=key, taken_at=None).update(taken_at=timezone.now()):
        return
    notice = Notice.objects.select_related("account", "report", "round").filter(pk=key).first()
    mail = notice and write_notice(notice)
    try:
        if mail:
            connection.send_messages([mail])
    except REFUSED as error:
        MAILS.labels("notice", "refused").inc()
        postpone(notice, error)
    except (SMTPException, OSError):
        # The connection has failed, and with it the run.
        MAILS.labels("notice", "failed").inc()
        give_back(key)
        raise
    else:
        Notice.objects.filter(pk=key).delete()
        if mail:
            MAILS.labels("notice", "sent").inc()


def postpone(notice: Notice, error: Exception) -> None:
    """Let a refused notice wait; it is given up when it is outdated."""
    logger.warning(
        "A notice was refused (%s): %s",
        notice.get_kind_display(),
        type(error).__name__,
        extra={"account": notice.account_id},
    )
    wait = min(FIRST_WAIT * 2**notice.refusals, LONGEST_WAIT)
    give_back(
        notice.pk,
        refusals=notice.refusals + 1,
        error=str(error)[: Notice._meta.get_field("error").max_length],
        due_at=timezone.now() + wait,
    )


def give_back(key: int, **values: Any) -> None:
    """Let a notice that was taken wait again.

    If the account has asked for a new password once more in the meantime, that one is enough.
    """
    try:
        with transaction.atomic():
            Notice.objects.filter(pk=key).update(taken_at=None, **values)
    except IntegrityError:
        Notice.objects.filter(pk=key).delete()
