"""Query rewriting: synonyms, relaxation and did-you-mean corrections."""

import pytest
from django.utils import translation

from portal.search import did_you_mean, engine, search_all
from portal.search.index import reader
from portal.search.query import rewrite
from portal.search.query.rewrite import rewrite_query
from recommendations.models import Recommendation
from tests.builders.records import make_organization, make_recommendation, make_report, make_theme

pytestmark = pytest.mark.django_db
KIND = "recommendation"


@pytest.fixture(autouse=True)
def _recommendations():
    report = make_report(status="published")
    for text in ("Train border officials", "Protect migrant workers"):
        make_recommendation(report, text=text)


@pytest.mark.parametrize(
    ("typed", "is_relaxed"),
    [
        ("train officials", False),
        ("train workers", True),
        ("xyzzy", False),
        ("xyzzy qwerty", False),
        ("train xyzzy", True),
        ("", False),
    ],
)
def test_a_query_is_relaxed_only_if_no_record_has_all_words_and_some_have_any(typed, is_relaxed):
    assert rewrite_query(typed, KIND).is_relaxed == is_relaxed


def test_a_synonym_wording_is_relaxed_into_its_single_words():
    theme = make_theme("Charges", synonyms="recruitment fees = placement costs")
    report = make_report(status="published")
    make_recommendation(report, text="Regulate recruitment", themes=[theme])

    rewritten = rewrite_query("recruitment fees", KIND)

    assert (rewritten.added_wordings, rewritten.is_relaxed) == (["placement costs"], True)


def test_did_you_mean_corrects_misspelt_words_and_keeps_the_others():
    assert did_you_mean.suggest_corrections("protekt migrant workrs", KIND) == [
        "protect migrant workers"
    ]


def test_did_you_mean_suggests_no_query_without_results():
    assert rewrite.corrections("speaker:protekt", KIND) == ["speaker protect"]
    assert rewrite.corrections("speaker:protekt", "contribution") == []


def test_did_you_mean_suggests_nothing_for_a_word_found_in_a_spelling_variant():
    make_recommendation(make_report(status="published"), text="Labor rights")

    assert rewrite.corrections("labour", KIND) == []


def test_did_you_mean_looks_up_only_the_first_few_distinct_words(monkeypatch):
    looked_up = []
    monkeypatch.setattr(
        did_you_mean, "similar_words", lambda searcher, word, only: looked_up.append(word)
    )

    did_you_mean.suggest_corrections(" ".join(f"zq{number} zq1" for number in range(60)), KIND)

    assert looked_up == ["zq0", "zq1", "zq2", "zq3", "zq4", "zq5"]


@pytest.mark.parametrize("typed", ["แรงงาน", "ส่งเสริม แรงงาน", "lao động", "recruitment"])
def test_a_label_in_another_language_finds_what_has_the_theme(typed):
    theme = make_theme("Recruitment")
    theme.labels.create(language="th", label="แรงงาน", other_labels="ส่งเสริม แรงงาน")
    theme.labels.create(language="vi", label="lao động")
    found = make_recommendation(
        make_report(status="published"), text="Lower the fees", themes=[theme]
    )

    query = rewrite_query(typed, KIND)

    assert query.added_themes == ["Recruitment"]
    assert engine.search(engine.SearchQuery(KIND, query.root), limit=5).keys == [found.pk]


def test_an_added_theme_has_its_name_in_the_language_of_the_page():
    theme = make_theme("Recruitment")
    theme.labels.create(language="th", label="แรงงาน")
    make_recommendation(make_report(status="published"), themes=[theme])

    with translation.override("th"):
        (label,) = rewrite_query("recruitment", KIND).added_themes

    assert (label, label.language) == ("แรงงาน", "th")


@pytest.mark.parametrize(
    "typed",
    ["theme:แรงงาน", 'theme:"lao động"', "organization:ฟิลิปปินส์", "organization:ไอโอเอ็ม"],
)
def test_a_theme_and_an_organization_are_named_in_any_language_in_a_query(typed):
    theme = make_theme("Recruitment")
    theme.labels.create(language="th", label="แรงงาน")
    theme.labels.create(language="vi", label="lao động")
    state = make_organization("Philippines", kind="state", country="PHL")
    body = make_organization("IOM")
    body.labels.create(language="th", label="ไอโอเอ็ม")
    report = make_report(status="published")
    found = make_recommendation(report, themes=[theme], addressees=[state, body])
    make_recommendation(report, text="Nothing")

    query = rewrite_query(typed, KIND)

    assert engine.search(engine.SearchQuery(KIND, query.root), limit=5).keys == [found.pk]


def test_a_label_of_a_body_finds_texts_with_its_printed_forms():
    body = make_organization("International Organization for Migration", acronym="IOM")
    body.labels.create(language="th", label="องค์การ")
    report = make_report(status="published")
    found = make_recommendation(report, text="Ask IOM", named=[body])

    query = rewrite_query("องค์การ", KIND)

    assert query.added_wordings == ["International Organization for Migration", "IOM"]
    assert engine.search(engine.SearchQuery(KIND, query.root), limit=5).keys == [found.pk]


def found(typed, **options):
    """Return the texts that a query finds, best first."""
    query = rewrite_query(typed, KIND, **options)
    keys = engine.search(engine.SearchQuery(KIND, query.root), limit=10).keys
    by_key = Recommendation.objects.in_bulk(keys)
    return [by_key[key].text for key in keys]


@pytest.mark.parametrize("typed", ["email", "e-mail", "emails", "Naypyitaw", "Nay Pyi Taw", "OFWs"])
def test_joined_words_and_initials_find_what_is_written_as_several_words(typed):
    text = "Write an e-mail to Overseas Filipino Workers in Nay Pyi Taw"
    make_recommendation(make_report(status="published"), text=text)

    assert found(typed) == [text]


def test_a_hyphenated_word_finds_the_same_word_written_as_one():
    make_recommendation(make_report(status="published"), text="Send an email")

    assert found("e-mail") == ["Send an email"]


def test_a_hyphenated_word_written_as_one_is_no_reason_to_loosen_a_query_that_names_a_value():
    make_recommendation(make_report(status="published"), text="Send an email to workers")
    make_recommendation(make_report(status="published"), text="Workers", level="regional")
    make_theme("Workers")

    query = rewrite_query("e-mail workers", KIND)

    assert (query.is_relaxed, found("e-mail workers")) == (False, ["Send an email to workers"])


@pytest.mark.parametrize("typed", ["regional", "regional level", "tingkat regional"])
def test_the_name_of_a_level_finds_the_recommendations_at_that_level(typed):
    make_recommendation(make_report(status="published"), text="Pass a law", level="regional")

    query = rewrite_query(typed, KIND)

    assert (found(typed), query.added_names) == (["Pass a law"], [("Level", "Regional")])


def test_the_name_of_a_body_finds_what_it_is_asked_after_what_names_it():
    body = make_organization("ASEAN Secretariat")
    report = make_report(status="published")
    make_recommendation(report, text="Keep the register", addressees=[body])
    make_recommendation(report, text="Ask the ASEAN Secretariat")

    assert found("ASEAN Secretariat") == ["Ask the ASEAN Secretariat", "Keep the register"]


def test_the_name_of_a_kind_of_bodies_finds_what_they_are_asked_after_what_has_the_words():
    union = make_organization("Union", kind="workers")
    report = make_report(status="published")
    make_recommendation(report, text="Help migrant families", addressees=[union])

    assert found("migrant workers") == ["Protect migrant workers", "Help migrant families"]


def test_part_of_a_label_names_the_theme_and_is_searched_for_in_the_language_of_the_vocabulary():
    theme = make_theme("Return and reintegration")
    theme.labels.create(language="id", label="Pemulangan dan reintegrasi")
    report = make_report(status="published")
    make_recommendation(report, text="Help families", themes=[theme])
    make_recommendation(report, text="Plan the return of workers")

    assert found("pemulangan") == ["Plan the return of workers", "Help families"]


def test_few_results_are_followed_by_those_with_some_of_the_words():
    report = make_report(status="published")
    for text in ("Train border workers", "Train border police", "Train police"):
        make_recommendation(report, text=text)

    query = rewrite_query("train border workers", KIND, widen=True)

    assert query.is_widened
    assert found("train border workers", widen=True)[0] == "Train border workers"
    assert set(found("train border workers", widen=True)[1:]) == {
        "Train border officials",
        "Train border police",
    }


def test_a_long_text_with_all_words_comes_before_short_ones_with_some():
    report = make_report(status="published")
    long = f"Ask judges of the region {'and of many other places ' * 400}"
    texts = (long, *["Judges, judges, judges"] * 3, *["Ask"] * 150)
    Recommendation.objects.bulk_create(
        Recommendation(report=report, position=number, reference=f"R{number}", text=text)
        for number, text in enumerate(texts, start=1)
    )

    assert found("ask judges", widen=True)[0] == long


def test_as_typed_nothing_is_added_corrected_or_widened():
    report = make_report(status="published")
    make_recommendation(report, themes=[make_theme("Fees"), make_theme("Border")])
    make_recommendation(report, text="Train border police")

    assert found("train border officials", as_typed=True, widen=True) == ["Train border officials"]
    assert found("fees", as_typed=True) == []
    assert found("oficials", as_typed=True) == []


def test_a_word_of_the_dictionary_is_not_corrected_but_another_is_suggested():
    make_recommendation(make_report(status="published"), text="Respect privacy")

    assert found("piracy") == []
    assert found("pryvacy") == ["Respect privacy"]
    assert rewrite.corrections("piracy", KIND) == ["privacy"]


def test_words_that_no_text_has_are_found_in_the_names_of_reports():
    report = make_report(status="published", title="Manila consultation")
    make_recommendation(report, text="Train judges")

    query = rewrite_query("consultation", KIND)

    assert (query.is_by_name, found("consultation")) == (True, ["Train judges"])


def test_a_search_without_results_counts_each_query_once(monkeypatch):
    counted, count = [], engine.count
    monkeypatch.setattr(
        engine, "count", lambda query: counted.append((query.kind, query.root)) or count(query)
    )

    with reader.pinned_snapshot():
        groups = search_all.find_groups("protekt oficials", limit=5)
        search_all.did_you_mean(search_all.explained_query(groups))

    assert len(counted) == len(set(counted)) > 0
