"""What nobody means: every list answers it with a page or a clear refusal, never with a fault."""

import pytest
from django.urls import reverse

from tests.builders import make_contribution, make_recommendation, make_report

NAMES = [
    "recommendation-list",
    "contribution-list",
    "report-list",
    "recommendation-feed",
    "recommendation-csv",
    "contribution-csv",
    "contribution-feed",
]
ODD = {
    "level=x": {200, 400, 404},
    "page=-1": {200, 404},
    "page=abc": {200, 404},
    "page=99999999999999999999": {200, 404},
    "page=last": {200},
    "year=abc": {200, 400, 404},
    "year=99999999999999999999999999": {200, 400, 404},
    "theme=%27%20OR%201=1": {200, 400, 404},
    "session=a/b": {200, 400, 404},
    "q=%00": {400},
    "q=%ff": {400},
    "q=%ED%A0%80": {400},
    "q=%25_%5C%22%27": {200},
    "q=" + "a" * 201: {400, 404, 200},
    "q=" + "a+" * 20: {400, 404, 200},
    "q=" + "a" * 10_000: {414},
    "&".join(["level=national"] * 200): {400},
    "&".join(f"level=x{n}" for n in range(20)): {200, 400, 404},
    "[]=&&&===": {200},
    "q=%F0%9F%98%80": {200},
}


@pytest.fixture
def _records(db):
    report = make_report(status="published")
    make_recommendation(report)
    make_contribution()


@pytest.mark.usefixtures("_records")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("query", ODD, ids=lambda query: query[:30])
def test_an_odd_question_is_answered_or_refused(client, name, query):
    answer = client.get(f"{reverse(name)}?{query}")

    assert answer.status_code in ODD[query]


@pytest.mark.usefixtures("_records")
def test_an_unknown_level_is_refused_with_the_levels_there_are(client):
    answer = client.get(reverse("recommendation-list"), {"level": "x"})

    sentence = (
        "“x” is not a level. The levels are national, bilateral, regional and all."
    )
    assert (answer.status_code, sentence in answer.content.decode()) == (400, True)
