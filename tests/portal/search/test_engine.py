"""The index answers what the database would: the ORM is the oracle, the numbers are the same."""

import random

import pytest
from django.http import QueryDict

from portal.search import engine, opened
from portal.search.filters import ContributionSearch, RecommendationSearch
from portal.search.schema import as_written
from recommendations.filters import RecommendationFilter
from recommendations.models import Recommendation
from reports.filters import ContributionFilter
from reports.models import Contribution
from reports.signals import report_changed
from tests.builders import make_recommendation, make_report
from tests.workshops import make_workshops

LISTS = {
    "recommendations": (
        RecommendationSearch,
        RecommendationFilter,
        lambda: Recommendation.objects.published().with_addressees(),
    ),
    "contributions": (
        ContributionSearch,
        ContributionFilter,
        lambda: Contribution.objects.published().with_session_key(),
    ),
}
CHOICES_AT_ONCE = 4


@pytest.fixture
def chance():
    return random.Random(1990)


@pytest.fixture
def _workshops(db, chance):
    make_workshops(chance)


def both(name, link):
    searched, looked_up, records = LISTS[name]
    data = QueryDict(link.removeprefix("?"))
    return searched(data, records()), looked_up(data, records())


def keys_in(searched):
    return [one.pk for one in searched.qs.every()]


@pytest.mark.usefixtures("_workshops")
@pytest.mark.parametrize("name", sorted(LISTS))
def test_whatever_is_chosen_the_index_finds_what_the_database_finds(name, chance):
    wrong = []
    link = "?"
    for _ in range(25):
        searched, looked_up = both(name, link)
        found, expected = keys_in(searched), list(looked_up.qs.as_printed().distinct())
        counts = [dict(searched.counts(facet)) for facet in searched.facet_columns]
        oracle = [dict(looked_up.counts(facet)) for facet in searched.facet_columns]
        if (found, searched.qs.count()) != ([o.pk for o in expected], len(expected)):
            wrong.append((link, "rows"))
        if counts != oracle:
            wrong.append((link, "counts"))
        choices = [one for facet in looked_up.facets for one in facet.choices]
        one = chance.choice(choices)
        many = len(looked_up.chosen) >= CHOICES_AT_ONCE
        link = one.remove_link if many else chance.choice([one.only_link, one.add_link])

    assert wrong == []


@pytest.mark.usefixtures("_workshops")
@pytest.mark.parametrize("words", ["wish", "migrant labour", "Wish number 3"])
def test_a_phrase_finds_the_texts_that_hold_it_word_for_word(words):
    def words_in(text):
        return f" {' '.join(as_written().analyze(text))} "

    searched, _ = both("recommendations", f'?q="{words}"')

    held = [
        one.pk
        for one in Recommendation.objects.published()
        if words_in(words) in words_in(one.text)
    ]
    assert sorted(keys_in(searched)) == sorted(held)


@pytest.mark.usefixtures("_workshops")
@pytest.mark.parametrize(("sort", "sign"), [("newest", -1), ("oldest", 1)])
def test_workshops_stand_in_the_order_asked_for_and_each_as_printed(sort, sign):
    searched, _ = both("recommendations", f"?sort={sort}")

    order = [
        (sign * one.report.starts_on.toordinal(), one.report_id, one.position)
        for one in searched.qs.every()
    ]
    assert order == sorted(order)


@pytest.mark.django_db
def test_words_in_scripts_without_blanks_are_found_inside_a_sentence():
    report = make_report(status="published")
    texts = {
        "Thai": "คุ้มครองแรงงานข้ามชาติในภูมิภาค",
        "Burmese": "ရွှေ့ပြောင်းအလုပ်သမားများ၏အခွင့်အရေး",
        "Khmer": "ការពារសិទ្ធិពលករចំណាកស្រុក",
        "Lao": "ປົກປ້ອງແຮງງານເຄື່ອນຍ້າຍ",
    }
    for text in texts.values():
        make_recommendation(report, text=text)

    found = {
        word: [one.text for one in both("recommendations", f"?q={word}")[0].qs.every()]
        for word in ("แรงงาน", "အလုပ်သမား", "ពលករ", "ແຮງງານ")
    }

    assert list(found.values()) == [[text] for text in texts.values()]


@pytest.mark.django_db
def test_counts_that_were_begun_in_one_state_are_not_taken_for_another_s():
    report = make_report(status="published")
    make_recommendation(report, level="national")
    question = engine.Question("recommendation")
    wait = engine.counting(question, ["level"], 10)

    make_recommendation(report, level="national")
    report_changed.send(sender=type(report), report=report)
    now = opened.current()
    begun = wait()

    assert begun == {"level": [("national", 1)]}
    assert engine.counts(question, ["level"], 10) == {"level": [("national", 2)]}
    assert now is opened.current()


@pytest.mark.django_db
def test_all_that_is_found_is_read_in_its_order_however_much_it_is(monkeypatch):
    monkeypatch.setattr(engine, "HITS_AT_ONCE", 4)
    monkeypatch.setattr(engine, "KEYS_AT_ONCE", 3)
    report = make_report(status="published")
    made = [make_recommendation(report).pk for _ in range(10)]

    steps = list(engine.every(engine.Question("recommendation")))

    assert [key for step in steps for key in step] == made
    assert max(len(step) for step in steps) == 3
