"""The cover of a briefing, and the footnotes of its items."""

import pytest
from django.utils import formats, timezone, translation

from tests.builders.briefings import brief, make_two_workshops

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _workshops():
    make_two_workshops()


def test_the_cover_states_the_number_the_day_and_the_filters_with_the_address_of_the_list():
    briefing = brief("recommendations", "q=train&level=regional&not_theme=drafts")

    assert briefing.title == "Recommendations"
    day = formats.date_format(timezone.localdate())
    assert briefing.summary == f"1 recommendation, data of {day}"
    assert briefing.filters == (
        ("Search", "“train”"),
        ("Level", "Regional"),
        ("Theme", "not Drafts"),
    )
    assert briefing.url == (
        "http://127.0.0.1:8000/recommendations/?q=train&level=regional&not_theme=drafts"
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
    assert briefing.items[0].facts[0].label == "Ditujukan kepada"


def test_the_queries_of_a_briefing_do_not_grow_with_its_items(django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        brief("recommendations")
