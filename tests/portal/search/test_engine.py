"""The search engine: the index gives the same results and counts as the ORM, its oracle.

SELECTIONS=200 tries as many selections of each list (`make oracle-check`).
"""

import os
import random

import pytest

from portal.search import engine, facets
from portal.search.index import reader
from portal.search.index.schema import exact_analyzer
from recommendations.models import Recommendation
from reports.signals import report_changed
from tests.builders.filterset_pairs import FILTERSETS, build_pair, list_keys
from tests.builders.random_workshops import PUBLICATION_DAYS, make_workshops
from tests.builders.records import make_recommendation, make_report

MAX_CHOICES = 4
SELECTIONS = int(os.environ.get("SELECTIONS", "6"))


@pytest.fixture
def rng():
    return random.Random(1990)


@pytest.fixture
def _workshops(db, rng):
    make_workshops(rng)


@pytest.mark.slow
@pytest.mark.usefixtures("_workshops")
@pytest.mark.parametrize("name", sorted(FILTERSETS))
def test_any_combination_of_facets_finds_and_counts_what_the_database_does(name, rng):
    wrong = []
    link = "?"
    for _ in range(SELECTIONS):
        indexed, queried = build_pair(name, link)
        keys = list_keys(indexed)
        expected = list(queried.qs.in_document_order().distinct())
        counts = [dict(indexed.counts(facet)) for facet in indexed.facet_columns]
        oracle = [dict(queried.counts(facet)) for facet in indexed.facet_columns]
        if (keys, indexed.qs.count()) != ([record.pk for record in expected], len(expected)):
            wrong.append((link, "rows"))
        if counts != oracle:
            wrong.append((link, "counts"))
        choices = [choice for facet in queried.facets for choice in facet.choices]
        choice = rng.choice(choices)
        is_full = len(queried.active_choices) >= MAX_CHOICES
        link = choice.remove_link if is_full else rng.choice(links_of(choice))
        if name != "contributions" and rng.random() < 0.3:
            link = toggle_body(link)
        if rng.random() < 0.3:
            link = with_day(link, rng.choice(["", *PUBLICATION_DAYS]))

    assert wrong == []


def links_of(choice):
    links = [choice.only_link, choice.add_link, choice.not_link]
    return [*links, choice.and_link] if choice.can_be_required else links


def toggle_body(link):
    """Count the chosen organizations alone, or no longer."""
    return link.replace("&body=alone", "") if "&body=alone" in link else f"{link}&body=alone"


def with_day(link, day):
    """Ask for what was published since the day, or no longer."""
    others = [part for part in link.removeprefix("?").split("&") if "published_since" not in part]
    return "?" + "&".join([*filter(None, others), *([f"published_since={day}"] if day else [])])


@pytest.mark.usefixtures("_workshops")
@pytest.mark.parametrize("words", ["wish", "migrant labour", "Wish number 3"])
def test_a_phrase_query_finds_only_texts_with_the_exact_phrase(words):
    def words_in(text):
        return f" {' '.join(exact_analyzer().analyze(text))} "

    indexed, _ = build_pair("recommendations", f'?q="{words}"')

    expected = [
        recommendation.pk
        for recommendation in Recommendation.objects.published()
        if words_in(words) in words_in(recommendation.text)
    ]
    assert sorted(list_keys(indexed)) == sorted(expected)


@pytest.mark.usefixtures("_workshops")
@pytest.mark.parametrize(("sort", "sign"), [("newest", -1), ("oldest", 1)])
def test_results_are_sorted_by_report_date_and_by_position_within_a_report(sort, sign):
    indexed, _ = build_pair("recommendations", f"?sort={sort}")

    order = [
        (
            sign * recommendation.report.starts_on.toordinal(),
            recommendation.report_id,
            recommendation.position,
        )
        for recommendation in indexed.qs.iter_all()
    ]
    assert order == sorted(order)


@pytest.mark.django_db
def test_words_in_scripts_without_spaces_are_found_inside_a_sentence():
    report = make_report(status="published")
    texts = {
        "Thai": "คุ้มครองแรงงานข้ามชาติในภูมิภาค",
        "Burmese": "ရွှေ့ပြောင်းအလုပ်သမားများ၏အခွင့်အရေး",
        "Khmer": "ការពារសិទ្ធិពលករចំណាកស្រុក",
        "Lao": "ປົກປ້ອງແຮງງານເຄື່ອນຍ້າຍ",
    }
    for text in texts.values():
        make_recommendation(report, text=text)

    texts_by_word = {
        word: [
            recommendation.text
            for recommendation in build_pair("recommendations", f"?q={word}")[0].qs.iter_all()
        ]
        for word in ("แรงงาน", "အလုပ်သမား", "ពលករ", "ແຮງງານ")
    }

    assert list(texts_by_word.values()) == [[text] for text in texts.values()]


@pytest.mark.django_db
def test_facet_counts_started_on_an_older_index_snapshot_are_not_reused():
    report = make_report(status="published")
    make_recommendation(report, level="national")
    query = engine.SearchQuery("recommendation")
    wait = facets.start_facet_counts(query, ["level"], 10)

    make_recommendation(report, level="national")
    report_changed.send(sender=type(report), report=report)
    snapshot = reader.current_snapshot()
    older_counts = wait()

    assert older_counts == {"level": [("national", 1)]}
    assert facets.facet_counts(query, ["level"], 10) == {"level": [("national", 2)]}
    assert snapshot is reader.current_snapshot()


@pytest.mark.django_db
def test_a_scan_yields_all_results_in_order_and_in_batches(monkeypatch):
    monkeypatch.setattr(engine, "SCAN_PAGE_SIZE", 4)
    monkeypatch.setattr(engine, "SCAN_BATCH_SIZE", 3)
    report = make_report(status="published")
    keys = [make_recommendation(report).pk for _ in range(10)]

    batches = list(engine.scan(engine.SearchQuery("recommendation")))

    assert [key for batch in batches for key in batch] == keys
    assert max(len(batch) for batch in batches) == 3
