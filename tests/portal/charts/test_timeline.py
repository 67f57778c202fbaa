"""Bars by year: gaps keep their place, numbers their proportion, and eighty years their room."""

import pytest

from portal.charts.timeline import timeline


def drawn(found):
    return timeline(
        found, lambda year: f"?year={year}", lambda year, number: f"{year}: {number}"
    )


def test_a_year_without_reports_keeps_its_place():
    made = drawn({2015: 2, 2018: 1})

    assert [(bar.title, bar.link) for bar in made.bars] == [
        ("2015: 2", "?year=2015"),
        ("2016: 0", ""),
        ("2017: 0", ""),
        ("2018: 1", "?year=2018"),
    ]
    assert [bar.height for bar in made.bars] == [72, 0, 0, 36]


def test_one_report_is_one_bar():
    made = drawn({2015: 1})

    assert [(bar.year, bar.number, bar.x) for bar in made.bars] == [(2015, 1, 0)]


def test_a_single_report_beside_a_thousand_can_be_seen():
    made = drawn({2015: 1, 2016: 1000})

    assert [bar.height for bar in made.bars] == [2, 72]
    assert [bar.squeezed for bar in made.bars] == [0, 0]


def test_a_number_of_seven_digits_is_squeezed_where_there_are_ten_years():
    made = drawn({2010: 1_234_567, 2019: 1})

    assert [bool(bar.squeezed) for bar in made.bars] == [True, *[False] * 9]


@pytest.mark.parametrize("years", [1, 7, 10, 11, 80, 200])
def test_bars_stand_apart_within_the_picture_however_many_years(years):
    made = drawn(dict.fromkeys(range(1946, 1946 + years), 1000))

    bars = made.bars
    assert [bar.year for bar in bars] == list(range(1946, 1946 + years))
    assert len({(bar.x, bar.top) for bar in bars}) == years
    assert max(bar.x + bar.width for bar in bars) <= made.width
    assert max(bar.top + bar.room for bar in bars) <= made.height
    assert min(bar.number_foot - bar.top for bar in bars) >= 12


def test_a_target_is_24_pixels_wide_on_a_screen_of_320():
    made = drawn(dict.fromkeys(range(1946, 2026), 1))

    assert min(bar.width for bar in made.bars) * (320 - 2 * 16) / made.width >= 24
