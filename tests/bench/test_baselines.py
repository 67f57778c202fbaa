"""What the portal is compared with answers the same questions, and rightly."""

import io
import json
import re

import pytest
from django.db import connection
from django.test import override_settings

from bench import load, measure
from bench.baselines import constant, fts5, naive
from bench.questions import asked, questions
from bench.timing import TooSlowError
from recommendations.models import Recommendation

pytestmark = pytest.mark.django_db
FEW = 200
# Where stemming finds more than icontains does, or less, the two may differ.
WITHOUT_WORDS = ("no filter", "one filter", "three filters", "deep page")


@pytest.fixture(autouse=True)
def _loaded(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with override_settings(ROOT_URLCONF="bench.urls"):
        load.load(FEW, progress=io.StringIO())
        yield


def count_of(page):
    return int(re.search(rb"<h1>(\d+) recommendations", page).group(1))


def test_fts5_counts_as_the_orm_does():
    fts5.prepare()

    for kind in WITHOUT_WORDS:
        for question in questions(FEW)[kind]:
            page = json.loads(fts5.answer(question))
            assert page["count"] == naive.found(asked(question)).count()


def test_the_naive_page_says_how_many_there_are():
    assert count_of(naive.answer("level=regional")) == (
        Recommendation.objects.filter(level="regional").count()
    )


def test_fts5_counts_a_facet_under_every_filter_but_its_own():
    fts5.prepare()

    question = questions(FEW)["three filters"][0]
    page = json.loads(fts5.answer(question))
    for name, facet in zip(page["facets"], naive.facets(asked(question)), strict=True):
        counted = {value: count for value, _, count in facet if count}
        assert page["facets"][name] == counted


def test_fts5_finds_words_and_marks_them():
    fts5.prepare()

    page = json.loads(fts5.answer("q=worker"))
    assert page["count"] == naive.found(asked("q=workers")).count()
    assert "<mark>workers</mark>" in page["results"][0][-1]


def test_the_constant_page_is_constant():
    assert constant.answer("q=labour") == constant.answer("") == constant.BODY


def test_an_answer_that_takes_too_long_is_given_up():
    with pytest.raises(TooSlowError):
        measure.within(0, naive.answer)("")
    assert connection.execute_wrappers == []


@pytest.mark.parametrize("kind", ["rare word", "phrase", "deep page"])
def test_the_portal_answers(kind):
    assert b"</html>" in measure.portal(questions(FEW)[kind][0])
