"""Facets of follow-up: chosen values hold for one record, in the index as on the database."""

import random
from datetime import date
from urllib.parse import urlencode

import pytest

from recommendations.follow_up_filters import FACETS
from recommendations.models import Round
from tests.builders.filterset_pairs import build_pair, list_keys
from tests.builders.public_follow_up import (
    make_follow_up,
    make_round,
    make_submission,
    report_follow_up,
    tell_changed,
)
from tests.builders.random_workshops import make_workshops
from tests.builders.records import make_organization, make_recommendation, make_report

pytestmark = pytest.mark.django_db
VALUES = {
    "status": ["done", "under-way"],
    "response": ["accepted", "noted"],
    "side": ["government", "workers"],
    "round": ["first-review", "second-review"],
    "overdue": ["yes"],
}
PREFIXES = ("", "", "not_", "all_")


def random_link(chance):
    """Return a link that chooses values of two or three facets of follow-up."""
    chosen = {}
    for name in chance.sample(FACETS, chance.randint(2, 3)):
        prefix = chance.choice(PREFIXES[:3] if name == "overdue" else PREFIXES)
        values = VALUES[name]
        chosen[prefix + name] = chance.sample(values, chance.randint(1, len(values)))
    return f"?{urlencode(chosen, doseq=True)}"


@pytest.mark.slow
def test_combined_values_find_and_count_the_same_recommendations_as_the_database():
    make_workshops(random.Random(7))
    chance = random.Random(11)
    links = [random_link(chance) for _ in range(12)]
    wrong = []
    for link in links:
        indexed, queried = build_pair("recommendations", link)
        expected = [record.pk for record in queried.qs.in_document_order().distinct()]
        if (list_keys(indexed), indexed.qs.count()) != (expected, len(expected)):
            wrong.append((link, "rows"))
        name = chance.choice(FACETS)
        if dict(indexed.counts(name)) != dict(queried.counts(name)):
            wrong.append((link, name))

    assert wrong == []


def found(link):
    return list_keys(build_pair("recommendations", link)[0])


def counted(link, name):
    return dict(build_pair("recommendations", link)[0].counts(name))


@pytest.fixture
def recommendation():
    return make_recommendation(make_report(status="published"))


def test_a_side_and_a_status_hold_for_one_record(recommendation):
    round_ = make_round(recommendation.report)
    report_follow_up(recommendation, round_=round_, side="employers", status="not-begun")
    report_follow_up(recommendation, round_=round_, side="workers", status="done")

    results = [
        found(f"?side={side}&status={status}")
        for side in ("employers", "workers")
        for status in ("not-begun", "done")
    ]

    assert results == [[recommendation.pk], [], [], [recommendation.pk]]
    assert counted("?side=employers", "status") == {"not-begun": 1}


def test_the_newest_round_of_a_body_counts_unless_a_round_is_chosen(recommendation):
    body = make_organization("Ministry")
    earlier = make_round(recommendation.report, starts_on=date(2017, 1, 1))
    later = make_round(recommendation.report, starts_on=date(2019, 1, 1))
    report_follow_up(recommendation, round_=later, organization=body, status="done")
    report_follow_up(recommendation, round_=earlier, organization=body, status="under-way")

    results = {
        link: found(link)
        for link in (
            "?status=done",
            "?status=under-way",
            f"?status=under-way&round={earlier.slug}",
            f"?status=done&round={earlier.slug}",
        )
    }

    assert list(results.values()) == [[recommendation.pk], [], [recommendation.pk], []]
    assert counted("", "round") == {earlier.slug: 1, later.slug: 1}


def test_a_later_record_of_the_same_round_corrects_an_earlier_one(recommendation):
    submission = make_submission(make_round(recommendation.report))
    make_follow_up(submission, recommendation, status="done")
    make_follow_up(submission, recommendation, status="dropped")
    tell_changed(recommendation.report)

    assert counted("", "status") == {"dropped": 1}


@pytest.mark.parametrize(
    ("day", "fields", "is_overdue"),
    [
        ("2020-01-01", {"status": "under-way"}, False),
        ("2020-01-02", {"status": "under-way"}, True),
        ("2020-01-02", {"text": "Nothing yet."}, True),
        ("2020-01-02", {"status": "done"}, False),
        ("2020-01-02", {"status": "dropped"}, False),
    ],
)
def test_what_is_not_finished_is_overdue_from_the_day_after_it_was_due(
    recommendation, day, fields, is_overdue
):
    report_follow_up(recommendation, side="workers", due_on=date(2020, 1, 1), **fields)

    for link in ("?overdue=yes", "?overdue=yes&side=workers"):
        pair = build_pair("recommendations", link)
        for filters in pair:
            filters.day = date.fromisoformat(day)

        assert [len(list_keys(pair[0])), pair[1].qs.count()] == [is_overdue, is_overdue]
        assert dict(pair[0].counts("overdue")) == ({"yes": 1} if is_overdue else {})


def test_what_a_later_round_calls_done_is_not_overdue(recommendation):
    body = make_organization("Ministry")
    due = date(2019, 1, 1)
    report_follow_up(recommendation, organization=body, status="under-way", due_on=due)
    overdue_before = found("?overdue=yes")

    report_follow_up(recommendation, organization=body, status="done", due_on=due)

    assert (overdue_before, found("?overdue=yes")) == ([recommendation.pk], [])


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_submissions_that_are_not_public_count_nowhere(recommendation, status):
    submission = make_submission(make_round(recommendation.report), status=status)
    make_follow_up(submission, recommendation, status="done", response="accepted")
    tell_changed(recommendation.report)

    assert [counted("", name) for name in FACETS] == [{}] * len(FACETS)


def test_records_of_an_unpublished_round_count_nowhere(recommendation):
    round_ = make_round(recommendation.report, status="draft")
    report_follow_up(recommendation, round_=round_, status="done")

    assert [counted("", name) for name in FACETS] == [{}] * len(FACETS)
    assert build_pair("recommendations", f"?round={round_.slug}")[0].is_valid() is False
    assert Round.objects.published().count() == 0
