"""Malformed query strings: every list answers them with a page or a clear refusal."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders.records import make_contribution, make_recommendation, make_report

RECOMMENDATIONS = {
    "site:recommendation-list",
    "site:recommendation-feed",
    "site:recommendation-csv",
}
CONTRIBUTIONS = {
    "site:contribution-list",
    "site:contribution-feed",
    "site:contribution-csv",
}
REPORTS = {"site:report-list"}
# They refuse unknown parameters; pages warn of them.
FILES = {name for name in RECOMMENDATIONS | CONTRIBUTIONS if not name.endswith("list")}
NAMES = {"site:speaker-list", "site:search", "site:suggestions"}
FILTERED = RECOMMENDATIONS | CONTRIBUTIONS | REPORTS
ALL = FILTERED | NAMES
FEEDS = {"site:recommendation-feed", "site:contribution-feed"}
PAGINATED = {name for name in FILTERED if name.endswith("list")} | {"site:speaker-list"} | FEEDS
# It has one page.
SEARCH = {"site:search"}
# Query string, and the status with which some lists refuse it; the others answer 200.
ODD = {
    "level=x": {400: RECOMMENDATIONS | FILES},
    "page=-1": {404: PAGINATED | SEARCH, 400: FILES - FEEDS},
    "page=abc": {404: PAGINATED | SEARCH, 400: FILES - FEEDS},
    "page=99999999999999999999": {404: PAGINATED | SEARCH, 400: FILES - FEEDS},
    "page=last": {404: SEARCH, 400: FILES - FEEDS},
    "year=abc": {400: FILTERED},
    "year=99999999999999999999999999": {400: FILTERED},
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
def test_a_malformed_query_string_gets_the_expected_status_from_every_list(client, name):
    answers = {query: client.get(f"{reverse(name)}?{query}").status_code for query in ODD}

    refused = {
        query: status
        for query, refusals in ODD.items()
        for status, lists in refusals.items()
        if name in lists
    }
    assert answers == dict.fromkeys(ODD, 200) | refused


@pytest.mark.usefixtures("_records")
def test_an_unknown_level_is_refused_with_the_valid_levels(client):
    answer = client.get(reverse("site:recommendation-list"), {"level": "x"})

    sentence = "“x” is not a level. The levels are national, bilateral, regional, all and none."
    assert (answer.status_code, sentence in answer.content.decode()) == (400, True)


SIGNS = ['"', "(", ")", "*", "-", "OR", "AND", "NOT", "speaker:", "report:", ":", "“"]
LETTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
TYPED = st.lists(st.sampled_from([*SIGNS, "wish", "the"]) | LETTERS, max_size=12)


@pytest.mark.usefixtures("_records")
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=TYPED, glue=st.sampled_from(["", " "]))
def test_every_list_answers_200_to_any_query_text(client, typed, glue):
    parameters = {name: {"q": glue.join(typed)} for name in sorted(ALL)}

    statuses = {
        name: client.get(reverse(name), words).status_code for name, words in parameters.items()
    }

    assert statuses == dict.fromkeys(parameters, 200)
