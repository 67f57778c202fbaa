"""Datestamps and the bounds of a harvest."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.oai.datestamps import format_datestamp, parse_window
from portal.oai.protocol import OaiError

MOMENTS = st.datetimes(timezones=st.just(UTC))


@given(MOMENTS)
def test_a_record_is_in_the_second_and_the_day_of_its_datestamp(at):
    stamp = format_datestamp(at)

    for text in (stamp, stamp[:10]):
        first, last = parse_window(text, text)
        assert first <= at <= last


def test_datestamps_are_in_utc():
    at = datetime(2026, 11, 29, 1, 30, tzinfo=timezone(timedelta(hours=7)))

    assert format_datestamp(at) == "2026-11-28T18:30:00Z"


@pytest.mark.parametrize(
    "text", ["2026", "2026-13-01", "0000-01-01", "2026-01-01T00:00:00", "2026-01-01T24:00:00Z", "x"]
)
def test_what_is_no_datestamp_is_a_bad_argument(text):
    with pytest.raises(OaiError):
        parse_window(text, "")


@given(st.text())
def test_any_text_is_a_datestamp_or_a_bad_argument(text):
    code = "badArgument"
    try:
        parse_window("", text)
    except OaiError as error:
        code = error.code

    assert code == "badArgument"
