"""The parameter `as_of`: a day or a moment, and the run of the archive that answers for it."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext

from portal.search.models import ArchiveRun

PARAMETER = "as_of"
MAX_LENGTH = 40
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# A run that is being written has its moment already: what happened since is not settled yet.
SETTLING = timedelta(minutes=1)


class UnknownMomentError(ValueError):
    """There is no answer for this moment; the message says why."""


@dataclass(frozen=True)
class AsOf:
    """What was asked for, and the run whose states answer it."""

    asked: date | datetime
    run: ArchiveRun
    # The day on which something is overdue or not.
    local_day: date

    @property
    def wording(self) -> str:
        """The day or moment as a page states it."""
        if isinstance(self.asked, datetime):
            return wording_of(self.asked)
        return date_format(self.asked, "DATE_FORMAT")

    @property
    def day(self) -> str:
        is_moment = isinstance(self.asked, datetime)
        return str(timezone.localdate(self.asked) if is_moment else self.asked)

    @property
    def address_value(self) -> str:
        return moment_text(self.run.at)

    @property
    def dated_value(self) -> str:
        """The value for results that depend on the day: a moment of that day in the same state."""
        return moment_text(moment_of_day(self.run, self.local_day))


def moment_of_day(run: ArchiveRun, day: date) -> datetime:
    """Return the first moment of the day at which the states of the run are shown."""
    return max(run.at, timezone.make_aware(datetime.combine(day, time.min)))


def wording_of(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M %Z}"


def moment_text(moment: datetime) -> str:
    """Return a moment of a run as addresses have it."""
    return (
        moment.astimezone(timezone.get_fixed_timezone(0)).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3]
        + "Z"
    )


def resolve(text: str) -> AsOf:
    """Return the answering run. Raise UnknownMomentError for a moment that is not archived."""
    asked = parse(text.strip())
    now = timezone.now()
    moment = asked if isinstance(asked, datetime) else end_of_day(asked)
    is_today = not isinstance(asked, datetime) and asked == timezone.localdate(now)
    runs = ArchiveRun.objects.order_by("-number")
    last = runs.first()
    if last is None:
        raise UnknownMomentError(gettext("Past states are not kept yet."))
    if is_today:
        return AsOf(last.at, last, timezone.localdate(now))
    if moment > max(last.at, now):
        raise UnknownMomentError(gettext("This day or moment is in the future."))
    if moment > max(last.at, now - SETTLING):
        raise UnknownMomentError(gettext("This moment is less than a minute ago."))
    run = runs.filter(at__lte=moment).first()
    if run is None:
        first = runs.last().at
        raise UnknownMomentError(
            gettext("Past states have been kept since %(moment)s.") % {"moment": wording_of(first)}
        )
    is_day = not isinstance(asked, datetime)
    return AsOf(asked, run, asked if is_day else timezone.localdate(asked))


def parse(text: str) -> date | datetime:
    try:
        parsed = parse_date(text) if DAY.fullmatch(text) else parse_moment(text[:MAX_LENGTH])
    except (ValueError, OverflowError):
        parsed = None
    if parsed is None:
        raise UnknownMomentError(
            gettext("“%(value)s” is not a day; write it like 2026-11-28.")
            % {"value": text[:MAX_LENGTH]}
        )
    return parsed


def parse_moment(text: str) -> datetime | None:
    """Return the moment in UTC. Raise OverflowError if it is in no year that databases know."""
    moment = parse_datetime(text)
    if moment is None:
        return None
    aware = timezone.make_aware(moment) if timezone.is_naive(moment) else moment
    return aware.astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """Return the last moment of a day in the time zone of the site."""
    try:
        next_day = day + timedelta(days=1)
    except OverflowError:
        next_day = day
    return timezone.make_aware(datetime.combine(next_day, time.min)) - timedelta(microseconds=1)
