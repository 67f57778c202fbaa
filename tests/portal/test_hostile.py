"""What nobody means: every list answers it with a page or a clear refusal, never with a fault."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import make_contribution, make_recommendation, make_report

RECOMMENDATIONS = {"recommendation-list", "recommendation-feed", "recommendation-csv"}
CONTRIBUTIONS = {"contribution-list", "contribution-feed", "contribution-csv"}
REPORTS = {"report-list"}
# They refuse what they do not understand; pages tell it.
FILES = {one for one in RECOMMENDATIONS | CONTRIBUTIONS if not one.endswith("list")}
NAMES = {"speaker-list", "search", "suggestions"}
NARROWED = RECOMMENDATIONS | CONTRIBUTIONS | REPORTS
ALL = NARROWED | NAMES
FEEDS = {"recommendation-feed", "contribution-feed"}
WITH_PAGES = (
    {one for one in NARROWED if one.endswith("list")} | {"speaker-list"} | FEEDS
)
# What is asked, how it is refused, and by which lists: the others answer it.
ODD = {
    "level=x": {400: RECOMMENDATIONS | FILES},
    "page=-1": {404: WITH_PAGES, 400: FILES - FEEDS},
    "page=abc": {404: WITH_PAGES, 400: FILES - FEEDS},
    "page=99999999999999999999": {404: WITH_PAGES, 400: FILES - FEEDS},
    "page=last": {400: FILES - FEEDS},
    "year=abc": {400: NARROWED},
    "year=99999999999999999999999999": {400: NARROWED},
    "theme=%27%20OR%201=1": {400: RECOMMENDATIONS | CONTRIBUTIONS},
    "session=a/b": {400: CONTRIBUTIONS | FILES},
    "q=%00": {400: ALL},
    "q=%ff": {400: ALL},
    "q=%ED%A0%80": {400: ALL},
    "q=%25_%5C%22%27": {200: ALL},
    "q=" + "a" * 201: {200: ALL},
    "q=" + "a+" * 20: {200: ALL},
    "q=" + "a" * 10_000: {414: ALL},
    "&".join(["level=national"] * 200): {400: ALL},
    "&".join(f"level=x{n}" for n in range(20)): {400: RECOMMENDATIONS | FILES},
    "[]=&&&===": {400: FILES},
    "q=%F0%9F%98%80": {200: ALL},
}


@pytest.fixture
def _records(db):
    report = make_report(status="published")
    make_recommendation(report)
    make_contribution()


@pytest.mark.usefixtures("_records")
@pytest.mark.parametrize("name", sorted(ALL))
@pytest.mark.parametrize("query", ODD, ids=lambda query: query[:30])
def test_an_odd_question_is_answered_or_refused(client, name, query):
    answer = client.get(f"{reverse(name)}?{query}")

    refused = [status for status, lists in ODD[query].items() if name in lists]
    assert [answer.status_code] == (refused or [200])


@pytest.mark.usefixtures("_records")
def test_an_unknown_level_is_refused_with_the_levels_there_are(client):
    answer = client.get(reverse("recommendation-list"), {"level": "x"})

    sentence = (
        "“x” is not a level. The levels are national, bilateral, regional and all."
    )
    assert (answer.status_code, sentence in answer.content.decode()) == (400, True)


SIGNS = ['"', "(", ")", "*", "-", "OR", "AND", "NOT", "speaker:", "report:", ":", "“"]
LETTERS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20
)
TYPED = st.lists(st.sampled_from([*SIGNS, "wish", "the"]) | LETTERS, max_size=12)


@pytest.mark.usefixtures("_records")
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=TYPED, glue=st.sampled_from(["", " "]))
def test_whatever_is_typed_every_list_answers_with_a_page(client, typed, glue):
    asked = {name: {"q": glue.join(typed)} for name in sorted(ALL)}

    statuses = {
        name: client.get(reverse(name), words).status_code
        for name, words in asked.items()
    }

    assert statuses == dict.fromkeys(asked, 200)
