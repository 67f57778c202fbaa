"""The periodic job that emails what is new, at most one email a day to an address.

Any number of schedulers may run it at once. The email is sent by the run that has taken the day
with one UPDATE, which succeeds only if the subscriber's last day of mailing is still the one read.
"""

import logging
import time
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone, translation

from portal.metrics.counters import MAILS
from portal.notifications import mail, subscriptions
from portal.notifications.followed_lists import FilteredList
from portal.notifications.mail import Section
from portal.notifications.models import Subscriber, Subscription, today
from portal.search.index import reader, writer
from reports.models import PublicationDates, Report

logger = logging.getLogger(__name__)

# A publication is visible a little after the time that it bears.
VISIBLE_AFTER = timedelta(minutes=10)
INDEX_SECONDS = 600
SECONDS_BETWEEN_LOOKS = 1
DAYS_BETWEEN_WEEKLY = 7
REFUSALS_UNTIL_STOPPED = 3
FIRST_PERMANENT_CODE = 500


class IndexBehindError(Exception):
    """The index lacks changes: a digest from it would leave records out forever."""


def send_digests() -> None:
    """Mail every subscriber what was added to the followed lists since the last mail."""
    if not settings.SENDS_MAIL:
        return
    subscriptions.erase_stopped()
    until = timezone.now() - VISIBLE_AFTER
    wait_for_index()
    with reader.pinned_snapshot():
        for key in list(due_subscriptions(until).values_list("subscriber", flat=True).distinct()):
            send_digest(key, until)


def wait_for_index() -> None:
    """Bring the index up to date, or wait for another process that does. Raise IndexBehindError."""
    deadline = time.monotonic() + INDEX_SECONDS
    while not writer.catch_up(INDEX_SECONDS):
        if time.monotonic() >= deadline:
            raise IndexBehindError
        time.sleep(SECONDS_BETWEEN_LOOKS)


def due_subscriptions(until: datetime) -> QuerySet[Subscription]:
    """Return the subscriptions that may have something new and whose day has come."""
    first_day = today() - timedelta(days=DAYS_BETWEEN_WEEKLY - 1)
    midnight = timezone.make_aware(datetime.combine(first_day, datetime.min.time()))
    is_due = Q(frequency=Subscription.Frequency.DAILY) | Q(mailed_until__lt=midnight)
    newest = newest_addition() or until
    return Subscription.objects.filter(
        is_due,
        mailed_until__lt=min(newest, until),
        subscriber__mailed_on__lt=today(),
        subscriber__stopped_at=None,
    )


def newest_addition() -> datetime | None:
    """Return when anything was last published for the first time."""
    reports = Report.objects.published().aggregate(newest=Max("published_at"))["newest"]
    records = PublicationDates.objects.aggregate(newest=Max("first_published_at"))["newest"]
    return max(filter(None, (reports, records)), default=None)


def send_digest(key: int, until: datetime) -> None:
    """Send the subscriber one email, if there is anything new."""
    subscriber = Subscriber.objects.filter(pk=key).first()
    if subscriber is None:
        return
    due = due_subscriptions(until).filter(subscriber=subscriber).order_by("pk")
    with translation.override(subscriber.language):
        sections = [section for one in due if (section := new_section(one, until))]
    if not sections:
        return
    with get_connection() as connection:
        # A server that does not answer has ended the run before this: nothing is marked.
        if take_day(subscriber, sections, until):
            message = mail.write_digest(subscriber, sections)
            try:
                connection.send_messages([message])
            except (SMTPException, OSError) as error:
                give_back(subscriber, sections, error)
                MAILS.labels("digest", "refused" if is_refusal(error) else "failed").inc()
            else:
                MAILS.labels("digest", "sent").inc()
                Subscriber.objects.filter(pk=key).update(refusals=0)


def new_section(subscription: Subscription, until: datetime) -> Section | None:
    """Return what is new for a subscription, or None."""
    try:
        followed = FilteredList.of(subscription.list_name, QueryDict(subscription.query))
    except BadRequest:
        # A report that was withdrawn, say, and may come back.
        return None
    additions = followed.added_between(subscription.mailed_until, until)
    return Section(subscription, followed, additions) if additions.by_report else None


@transaction.atomic
def take_day(subscriber: Subscriber, sections: list[Section], until: datetime) -> bool:
    """Mark everything as mailed before sending it; return False if another process was first.

    If this process dies before it has sent the mail, the mail is lost; it is never sent twice.
    """
    untouched = Subscriber.objects.filter(
        pk=subscriber.pk, mailed_on=subscriber.mailed_on, stopped_at=None
    )
    subscriber.mailed_on = today()
    if not untouched.update(mailed_on=subscriber.mailed_on):
        return False
    mailed = [section.subscription.pk for section in sections]
    Subscription.objects.filter(pk__in=mailed).update(mailed_until=until)
    return True


@transaction.atomic
def give_back(subscriber: Subscriber, sections: list[Section], error: Exception) -> None:
    """Keep for the next day's email what the server did not accept; count refusals."""
    for section in sections:
        own = Subscription.objects.filter(pk=section.subscription.pk)
        own.update(mailed_until=section.subscription.mailed_until)
    if not is_refusal(error):
        logger.warning("A digest was not accepted: %s", type(error).__name__)
        return
    stored = Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
    if stored is not None:
        stored.refusals += 1
        if stored.refusals >= REFUSALS_UNTIL_STOPPED:
            stored.stopped_at = timezone.now()
        stored.save(update_fields=["refusals", "stopped_at"])


def is_refusal(error: Exception) -> bool:
    """Return whether the server refuses the recipient permanently."""
    return isinstance(error, SMTPRecipientsRefused) and all(
        code >= FIRST_PERMANENT_CODE for code, _ in error.recipients.values()
    )
