"""What the portal is compared with answers the same questions, and rightly."""

import io
import json

import pytest
from django.db import connection

from bench import load, measure
from bench.baselines import constant, fts5, naive
from bench.questions import asked, questions
from bench.timing import TooSlowError
from bench.visitor import AnswerError
from recommendations.models import Recommendation

pytestmark = pytest.mark.django_db
FEW = 200
# Where stemming finds more than icontains does, or less, the two may differ.
WITHOUT_WORDS = ("no filter", "one filter", "three filters", "deep page")


@pytest.fixture(autouse=True)
def _beside_the_portal(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.ROOT_URLCONF = "bench.urls"


@pytest.fixture
def loaded():
    load.load(FEW, stream=io.StringIO())


def test_every_baseline_counts_as_the_orm_does(loaded):
    fts5.prepare()

    for kind in WITHOUT_WORDS:
        for question in questions(FEW)[kind]:
            page = json.loads(fts5.answer(question))
            assert page["count"] == naive.found(asked(question)).count()
    regional = Recommendation.objects.filter(level="regional").count()
    naive_page = naive.answer("level=regional").decode()
    assert f"<h1>{regional} recommendations" in naive_page


def test_fts5_finds_words_and_counts_facets_under_every_filter_but_their_own(loaded):
    fts5.prepare()

    page = json.loads(fts5.answer("q=worker"))
    assert page["count"] == naive.found(asked("q=workers")).count()
    assert "<mark>workers</mark>" in page["results"][0][-1]
    question = questions(FEW)["three filters"][0]
    facets = json.loads(fts5.answer(question))["facets"]
    for name, facet in zip(facets, naive.facets(asked(question)), strict=True):
        assert facets[name] == {value: count for value, _, count in facet if count}


def test_the_portal_answers_the_questions(loaded):
    for kind in ("rare word", "deep page"):
        assert b"</html>" in measure.portal(questions(FEW)[kind][0])


def test_the_constant_page_is_constant():
    assert constant.answer("q=labour") == constant.answer("") == constant.BODY


def test_an_answer_that_takes_too_long_is_given_up():
    with pytest.raises(TooSlowError):
        measure.within(0, naive.answer)("")
    assert connection.execute_wrappers == []


def test_a_page_that_does_not_exist_is_not_timed():
    with pytest.raises(AnswerError, match="status 404"):
        measure.portal("page=999")
