"""The cover of a briefing, and the footnotes of its items."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import formats, timezone, translation

from reports.models import Report, Theme
from tests.builders.briefings import brief, make_two_workshops
from tests.builders.records import make_recommendation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _workshops():
    make_two_workshops()


def test_the_cover_states_the_number_the_day_and_the_filters_with_the_address_of_the_list():
    briefing = brief("recommendations", "q=train&level=regional&not_year=2012")

    assert briefing.title == "Recommendations"
    day = formats.date_format(timezone.localdate())
    assert briefing.summary == f"1 recommendation, data as of {day}"
    assert briefing.filters == (
        ("Search", "“train”"),
        ("Level", "Regional"),
        ("Year", "not 2012"),
    )
    assert briefing.url == (
        "http://127.0.0.1:8000/recommendations/?q=train&level=regional&not_year=2012"
    )


def test_a_footnote_states_the_voice_the_workshop_and_the_permalink():
    (item,) = brief("statements").items

    assert item.footnote.startswith("Ana Cruz, Paragraph 4, statement by a named speaker, in “")
    assert f"Available at {item.url} (accessed " in item.footnote


def test_a_briefing_speaks_the_language_of_its_reader_and_keeps_that_of_the_texts():
    with translation.override("id"):
        briefing = brief("recommendations", "level=regional")

    assert (briefing.language, briefing.title) == ("id", "Rekomendasi")
    assert [item.text.language for item in briefing.items] == ["en", "en"]
    assert briefing.items[0].facts[0].label == "Diminta bertindak"


def test_the_queries_of_a_briefing_do_not_grow_with_its_items():
    numbers = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            brief("recommendations")
        numbers.append(len(queries))
        make_recommendation(Report.objects.first(), text="More", themes=[Theme.objects.first()])

    assert numbers[1:] == numbers[1:2] * 2


def test_the_cover_and_every_page_of_a_demonstration_say_so(settings):
    settings.DEMO = True

    summary = brief("statements").summary

    assert summary.endswith(" · Demonstration with invented reports")
