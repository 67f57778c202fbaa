"""What the sections of a briefing hold, and in which order."""

import pytest

from portal.exports.briefing.briefing import Fact
from reports.signals import report_changed
from tests.builders.briefings import brief, make_two_workshops
from tests.builders.lineage import make_line, make_link

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _workshops():
    make_two_workshops()


def shape(briefing):
    return [
        (
            section.heading.words,
            [
                (
                    subsection.heading.words,
                    subsection.note,
                    [item.lead for item in subsection.items],
                )
                for subsection in section.subsections
            ],
        )
        for section in briefing.sections
    ]


def test_recommendations_stand_by_level_and_below_it_by_report():
    place = "10–11 March 2015, Nay Pyi Taw, Myanmar"

    assert shape(brief("recommendations")) == [
        ("National", [("Seminar on <Fees> & Wages", "30 June 2012", ["1"])]),
        ("Regional", [("Seminar on Skills", place, ["5.1", "5.1.a"])]),
        ("Level not stated", [("Seminar on Skills", place, ["5.2"])]),
    ]


def test_a_recommendation_states_who_is_asked_and_its_confirmed_themes():
    item = brief("recommendations", "level=regional").items[0]

    assert item.facts == (Fact("Addressed to", "Myanmar"), Fact("Themes", "Skills"))


def test_a_recommendation_states_how_often_it_was_made():
    line = make_line(2009, 2012, 2014)
    make_link(line[-1])
    report_changed.send(sender=type(line[-1].report), report=line[-1].report)

    (item,) = brief("recommendations", "report=meeting-2014").items

    assert item.facts == (
        Fact(
            "In other meetings",
            "First asked for in 2009, repeated 2 times. Not made again later",
        ),
    )


def test_a_point_is_below_its_parent_and_alone_it_states_the_parent_s_text():
    _, below = brief("recommendations", "level=regional").items
    (alone,) = brief("recommendations", "q=care").items

    assert (below.depth, below.under) == (1, None)
    assert (alone.depth, alone.under.words) == (0, "Train people")


def test_statements_stand_by_report_and_session_with_who_speaks():
    assert shape(brief("statements")) == [
        (
            "Seminar on Skills",
            [("Session 1: Training", "", ["Paragraph 4 · Ana Cruz"])],
        )
    ]
