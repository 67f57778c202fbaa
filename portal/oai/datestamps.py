"""Datestamps: UTC, to the second; harvesters may also ask by days. Pure."""

import re
from datetime import UTC, datetime, timedelta

from portal.oai.protocol import bad_argument

GRANULARITY = "YYYY-MM-DDThh:mm:ssZ"
SECONDS, DAYS = "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d"
FORMATS = {
    re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII): (SECONDS, timedelta(seconds=1)),
    re.compile(r"\d{4}-\d\d-\d\d", re.ASCII): (DAYS, timedelta(days=1)),
}
INSTANT = timedelta(microseconds=1)


def format_datestamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(len(GRANULARITY), "0")


def parse_window(since: str, until: str) -> tuple[datetime | None, datetime | None]:
    """Return the first and the last instant; empty texts set no bound."""
    if since and until and len(since) != len(until):
        raise bad_argument("from and until must have the same granularity.")
    first, last = parse(since, "from"), parse(until, "until")
    if first and last and first[0] > last[1]:
        raise bad_argument("from is later than until.")
    return first and first[0], last and last[1]


def parse(text: str, name: str) -> tuple[datetime, datetime] | None:
    """Return the first and last instant of the day or second."""
    if not text:
        return None
    for pattern, (form, length) in FORMATS.items():
        if pattern.fullmatch(text):
            try:
                start = datetime.strptime(text, form).replace(tzinfo=UTC)
            except ValueError:
                break
            return start, start + (length - INSTANT)
    raise bad_argument(f"{name} must be a UTC datestamp: YYYY-MM-DD or {GRANULARITY}.")
