"""The baselines answer the same queries as the portal, and correctly."""

import io
import json

import pytest
from django.db import connection

from bench import load, measure
from bench.baselines import constant, fts5, naive
from bench.questions import parse_question, questions
from bench.timing import TooSlowError
from bench.visitor import UnexpectedStatusError
from recommendations.models import Recommendation

pytestmark = pytest.mark.django_db
FEW = 200
# With words, counts may differ: stemming matches more or less than icontains.
WITHOUT_WORDS = ("no filter", "one filter", "three filters", "deep page")


@pytest.fixture(autouse=True)
def _beside_the_portal(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.ROOT_URLCONF = "bench.urls"


@pytest.fixture
def loaded():
    load.load(FEW, stream=io.StringIO())


def test_every_baseline_counts_the_same_as_the_orm(loaded):
    fts5.prepare()

    for kind in WITHOUT_WORDS:
        for question in questions(FEW)[kind]:
            page = json.loads(fts5.answer(question))
            assert page["count"] == naive.matching(parse_question(question)).count()
    regional = Recommendation.objects.filter(level="regional").count()
    naive_page = naive.answer("level=regional").decode()
    assert f"<h1>{regional} recommendations" in naive_page


def test_fts5_matches_words_and_counts_each_facet_without_its_own_filter(loaded):
    fts5.prepare()

    page = json.loads(fts5.answer("q=worker"))
    assert page["count"] == naive.matching(parse_question("q=workers")).count()
    assert "<mark>workers</mark>" in page["results"][0][-1]
    question = questions(FEW)["three filters"][0]
    facets = json.loads(fts5.answer(question))["facets"]
    for name, facet in zip(facets, naive.facets(parse_question(question)), strict=True):
        assert facets[name] == {value: count for value, _, count in facet if count}


def test_the_portal_answers_the_benchmark_queries(loaded):
    for kind in ("rare word", "deep page"):
        assert b"</html>" in measure.portal(questions(FEW)[kind][0])


def test_the_constant_baseline_always_answers_the_same_page():
    assert constant.answer("q=labour") == constant.answer("") == constant.BODY


def test_a_query_over_its_time_limit_is_aborted():
    before = list(connection.execute_wrappers)

    with pytest.raises(TooSlowError):
        measure.with_time_limit(0, naive.answer)("")
    assert connection.execute_wrappers == before


def test_a_query_answered_with_an_error_status_is_not_timed():
    with pytest.raises(UnexpectedStatusError, match="status 404"):
        measure.portal("page=999")
