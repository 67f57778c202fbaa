"""Words in a picture: what is cut, where, and that nothing is wider than its room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.charts.labels import cut, lines, width_of

ROOM = 120


def test_what_fits_stays_as_it_is():
    assert cut("Recruitment", ROOM) == "Recruitment"


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Stakeholder partnerships, and more", "Stakeholder…"),
        ("Wordwithoutanyblankinit", "Wordwithoutan…"),
        ("ความร่วมมือระดับภูมิภาคและทวิภาคี", "ความร่วมมือระดั…"),
        ("劳工流动与技能互认", "劳工流动与技能…"),
    ],
)
def test_a_label_is_cut_at_a_word_and_where_it_has_none_in_one(label, shown):
    assert cut(label, ROOM) == shown


def test_a_label_takes_the_lines_there_are_and_the_last_one_is_cut():
    label = "Regional cooperation and harmonization of standards"

    assert lines(label, ROOM, 1) == ("Regional…",)
    assert lines(label, ROOM, 2) == ("Regional", "cooperation…")
    assert lines(label, ROOM, 4) == (
        "Regional",
        "cooperation and",
        "harmonization of",
        "standards",
    )


@given(st.text(), st.integers(20, 400), st.integers(1, 4))
def test_no_line_is_wider_than_the_room_whatever_the_label(label, room, most):
    shown = lines(label, room, most)

    assert len(shown) <= most
    assert [one for one in shown if width_of(one) > room] == []
