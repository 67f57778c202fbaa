"""Partial dates: a day, or only a year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.partial_dates import Period, first_day, is_partial_date, last_day


@pytest.mark.parametrize("text", ["1967", "1967-08-08", "2024-02-29"])
def test_a_year_and_a_day_are_partial_dates(text):
    assert is_partial_date(text)


@pytest.mark.parametrize(
    "text",
    [*("", "67", "0067", "1967-08", "1967-13-01", "2023-02-29", "8 August 1967"), "1967\n"],
)
def test_other_texts_are_no_partial_dates(text):
    assert not is_partial_date(text)


def test_a_year_lasts_from_its_first_day_to_its_last():
    days = [first_day("1967"), last_day("1967"), first_day("1967-08-08"), last_day("1967-08-08")]

    assert days == [date(1967, 1, 1), date(1967, 12, 31), date(1967, 8, 8), date(1967, 8, 8)]
    assert (first_day(""), last_day("")) == (None, None)


@given(st.dates(), st.dates(), st.dates())
def test_a_period_contains_the_days_from_its_first_to_its_last(first, last, day):
    assert Period(first, last).contains(day) == (first <= day <= last)
    assert Period(first, None).contains(day) == (first <= day)
    assert Period(None, last).contains(day) == (day <= last)


def test_only_a_period_without_ends_contains_an_unknown_day():
    periods = [Period.between(*dates) for dates in (("", ""), ("1967", ""), ("", "2001"))]

    assert [period.contains(None) for period in periods] == [True, False, False]
