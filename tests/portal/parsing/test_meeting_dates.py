"""The days of a meeting are read in every printed form, and nothing else is taken for one."""

from datetime import date

import pytest
from babel import dates as babel_dates
from hypothesis import given
from hypothesis import strategies as st

from portal.parsing.calendar_words import LANGUAGES
from portal.parsing.meeting_dates import FILE_DATE, date_of, parse_dates


def days(text):
    dates = parse_dates(text)
    return (dates.first, dates.last) if dates else None


@pytest.mark.parametrize(
    "text",
    [
        "4-6 May 2021",
        "4 – 6 May 2021",
        "4th to 6th May 2021",
        "4 and 6 May, 2021",
        "May 4-6, 2021",
        "May 4 through 6, 2021",
        "May 4th - May 6th, 2021",
        "4 May to 6 May 2021",
        "4 until 6 May of 2021",
        "4, 5 and 6 May 2021",
        "4 to the 6th of May 2021",
        "fourth to sixth of May 2021",
        "Tuesday, 4 May – Thursday, 6 May 2021",
        "4 (Tue) - 6 (Thu) May 2021",
        "May 4-5 and 6, 2021",
        "du 4 au 6 mai 2021",
        "del 4 al 6 de mayo de 2021",
        "4 a 6 de maio de 2021",
        "4-6 Mei 2021",
        "4-6 tháng 5 năm 2021",
        "4 - 6 พฤษภาคม 2564",
        "๔ ถึง ๖ พ.ค. ๒๕๖๔",
        "4 - 6 мая 2021",
    ],
)
def test_several_days_are_read_in_every_form(text):
    assert days(text) == (date(2021, 5, 4), date(2021, 5, 6))


@pytest.mark.parametrize(
    "text", ["4 May 2021", "May 4, 2021", "4th May 2021", "Tuesday, 4 May 2021", "(4 May 2021)"]
)
def test_a_single_day_is_the_first_and_the_last(text):
    assert days(text) == (date(2021, 5, 4), date(2021, 5, 4))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 April - 2 May 2021", (date(2021, 4, 30), date(2021, 5, 2))),
        ("April 30 to May 2, 2021", (date(2021, 4, 30), date(2021, 5, 2))),
        ("30 December to 2 January 2020", (date(2019, 12, 30), date(2020, 1, 2))),
        ("30 December 2019 to 2 January 2020", (date(2019, 12, 30), date(2020, 1, 2))),
        ("December 30, 2019 - January 2, 2020", (date(2019, 12, 30), date(2020, 1, 2))),
        ("29 Feb 2020", (date(2020, 2, 29), date(2020, 2, 29))),
        ("3 Sept. 2020", (date(2020, 9, 3), date(2020, 9, 3))),
    ],
)
def test_months_and_years_are_crossed_and_abbreviated(text, expected):
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May 2021",
        "31 June 2021",
        "29 February 2021",
        "4 Tides 2021",
        "4 May 20214",
        "2021-05-04",
        "6-4 May 2021",
    ],
)
def test_what_is_no_day_is_not_read(text):
    assert days(text) is None


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.sampled_from(LANGUAGES))
def test_every_day_is_read_as_every_language_prints_it(day, language):
    year = "yyyy"
    printed = babel_dates.format_date(day, f"d MMMM {year}", locale=language)
    if language == "th":
        printed = printed.replace(f"{day.year:04}", f"{day.year + 543:04}")

    assert days(f"Held on {printed} in Marwick") == (day, day)


def test_days_of_several_days_come_before_a_single_one():
    assert days("Issued 3 June 2021. Workshop, 4-6 May 2021") == (
        date(2021, 5, 4),
        date(2021, 5, 6),
    )


@pytest.mark.parametrize("text", ["4-6 APR\u0130L 2021", "4-6 Apr\u0131l 2021"])
def test_letters_that_match_others_whatever_their_case_are_read_as_these(text):
    assert days(text) == (date(2021, 4, 4), date(2021, 4, 6))


def test_a_number_of_a_list_is_no_day():
    assert days("Article 5, 8 May 2021") == (date(2021, 5, 8), date(2021, 5, 8))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Workshop on Tides, 4-6 May 2021", "Workshop on Tides"),
        ("Workshop on Tides – 4 May 2021", "Workshop on Tides"),
        ("Workshop on Tides (4 May 2021)", "Workshop on Tides (4 May 2021)"),
        ("Workshop of 4 May 2021 on Tides", "Workshop of 4 May 2021 on Tides"),
        ("Workshop of 4 May 2021", "Workshop of 4 May 2021"),
        ("Atelier sur les marées, du 4 au 6 mai 2021", "Atelier sur les marées"),
    ],
)
def test_dates_behind_a_title_are_cut_off_unless_they_belong_to_it(line, title):
    assert parse_dates(line).title == title


def test_the_text_around_the_dates_is_kept_without_what_separates_it():
    assert parse_dates("Marwick, 4 May 2021 (Hall 2)").rest == "Marwick,  (Hall 2"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-05-04", date(2021, 5, 4)),
        ("2021-05-04T10:30:00+02:00", date(2021, 5, 4)),
        ("2021-13-04", None),
    ],
)
def test_the_day_of_a_file_is_read_from_its_metadata(text, day):
    assert date_of(FILE_DATE.match(text).groupdict()) == day
