"""Words that are divided in two ways: which reading is doubtful, the rest of the document tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.comparison.alignment import Gap
from portal.documents.comparison.word_boundaries import BoundaryVerdicts, split_off_boundaries

AGREED = [
    "all",
    "states",
    "and",
    "all",
    "states",
    "agree",
    "on",
    "states",
    "and",
    "onward",
    "travel",
    "of",
    "all",
]
WORDS = st.lists(st.text("abc", min_size=1, max_size=4), max_size=9)


@pytest.mark.parametrize(
    ("ours", "theirs", "is_doubtful"),
    [
        ("allstates", "all states", True),
        ("all states", "allstates", False),
        ("st ates", "states", True),
        ("states", "st ates", False),
        ("traveland", "travel and", True),
        ("unheard of", "unheardof", True),
        ("unheardwords", "unheard words", True),
    ],
)
def test_the_reading_that_occurs_elsewhere_is_right(ours, theirs, is_doubtful):
    difference = (ours.split(), theirs.split())

    assert BoundaryVerdicts(AGREED, [difference]).are_doubtful() == [is_doubtful]


def test_an_extraction_that_breaks_known_words_breaks_unknown_ones_as_well():
    known = (["states"], ["st", "ates"])
    unknown = (["interlocutor"], ["interloc", "utor"])

    assert BoundaryVerdicts(AGREED, [known, unknown]).are_doubtful() == [False, False]


def test_what_has_the_same_letters_at_the_ends_of_a_gap_is_split_off():
    words, others = ["allstates", "pay", "fees", "today"], ["all", "states", "fees", "to", "day"]

    assert split_off_boundaries(words, others, Gap(0, 4, 0, 5)) == (
        [Gap(0, 1, 0, 2), Gap(3, 4, 3, 5)],
        Gap(1, 2, 2, 2),
    )


@given(WORDS, WORDS)
def test_nothing_is_left_of_a_gap_with_the_same_letters(words, others):
    joined = ["".join(words)] if words else []
    boundaries, rest = split_off_boundaries(words, joined, Gap(0, len(words), 0, len(joined)))

    assert (rest.start, rest.other_start) == (rest.end, rest.other_end)
    assert bool(boundaries) == (len(words) > 1)
