"""Lines through meetings: transitive, by day, and only of what is public."""

import pytest

from portal.lineage.lines import find_lines, line_of
from recommendations.models import LineageLink
from reports import publishing
from tests.builders.lineage import make_line, make_link, make_rejection
from tests.builders.records import make_recommendation

pytestmark = pytest.mark.django_db


def members(record):
    return [one.recommendation for one in line_of(record).members]


def test_a_line_follows_links_from_meeting_to_meeting():
    line = make_line(2009, 2012, 2015, 2018)

    assert [members(record) for record in line] == [line] * 4
    assert line_of(line[2]).sentences == ["First asked for in 2009, repeated 3 times"]


def test_two_at_one_meeting_that_were_merged_count_as_one_time():
    first, merged = make_line(2009, 2012)
    second = make_recommendation(first.report)
    make_link(second, merged, kind="merged")

    line = line_of(merged)

    assert [one.recommendation for one in line.members] == [first, second, merged]
    assert line.sentences == ["First asked for in 2009, repeated 1 time"]
    assert members(first) == [first, merged]


def test_a_step_shows_what_changed():
    earlier, later = make_line(2009, 2012)
    later.text = "Abolish all fees."

    (step,) = line_of(later).members[1].steps
    kinds = [segment.kind for segment in step.differences]

    assert (step.kind, step.earlier, kinds) == ("Repeated", earlier, ["same"])


def test_neither_rejected_links_nor_drafts_belong_to_a_line():
    first, second = make_line(2009, 2012)
    (draft,) = make_line(2015, status="draft")
    (rejected,) = make_line(2018)
    make_link(second, draft)
    make_rejection(second, rejected)

    assert members(first) == [first, second]


def test_a_withdrawn_report_leaves_the_line_and_divides_it():
    line = make_line(2009, 2012, 2015)
    publishing.transition(line[1].report, "withdrawn")

    assert [members(line[0]), members(line[2])] == [[line[0]], [line[2]]]
    assert not line_of(line[0]).is_shown


def test_a_link_against_the_days_of_the_meetings_is_not_shown():
    earlier, later = make_line(2009, 2012)
    make_link(later, earlier)

    assert list(LineageLink.objects.published().values_list("earlier", "later")) == [
        (earlier.pk, later.pk)
    ]
    assert members(earlier) == [earlier, later]


def test_none_later_is_said_of_the_recommendation_itself():
    earlier, later = make_line(2009, 2012)
    make_link(later)

    lines = find_lines([earlier.pk, later.pk])

    assert lines[later.pk].sentences == [
        "First asked for in 2009, repeated 1 time",
        "Not made again later",
    ]
    assert lines[earlier.pk].sentences == ["First asked for in 2009, repeated 1 time"]


def test_the_lines_of_many_take_as_many_queries_as_that_of_one(django_assert_num_queries):
    line = make_line(*range(2000, 2012, 3))
    other = make_line(*range(2020, 2032, 3))

    with django_assert_num_queries(7):
        line_of(line[0])
    with django_assert_num_queries(7):
        find_lines([record.pk for record in (line[0], other[0])])
