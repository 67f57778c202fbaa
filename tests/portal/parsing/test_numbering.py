"""Labels are put into sequences: 1. 2. 3., (a) (b), 118.1 118.2, one within another."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.parsing.numbering import Item, find_sequences

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii")
LABELS = {
    "1.": lambda stem, number: f"{number}.",
    "1)": lambda stem, number: f"{number})",
    "(a)": lambda stem, number: f"({'abcdefg'[number - 1]})",
    "(i)": lambda stem, number: f"({ROMAN[number - 1]})",
    "decimal": lambda stem, number: f"{stem}.{number}",
}
LENGTHS = st.integers(2, 7)


def positions(*labels):
    return find_sequences([Item(label) for label in labels])


def sequences(*labels):
    return [position.sequence for position in positions(*labels)]


def parents(*labels):
    return [position.parent for position in positions(*labels)]


@st.composite
def numbered_lists(draw, styles=(("1.",), ("1.", "1)", "(a)", "decimal"), ("(i)", "decimal"))):
    """Return the labels of nested lists, and the true sequence and parent of each."""
    labels, truth = [], []

    def add_list(level, parent, stem, style, length):
        first = len(labels)
        for number in range(1, length + 1):
            label = LABELS[style](stem, number)
            index = len(labels)
            labels.append(label)
            truth.append((first, parent))
            if level + 1 < len(styles) and draw(st.booleans()):
                inner_style = draw(st.sampled_from(styles[level + 1]))
                inner_length = draw(LENGTHS)
                # Otherwise the next number may be one of either list.
                assume(style[:1] != inner_style[:1] or inner_length != number)
                assume(inner_style != "decimal" or label.strip(".").replace(".", "").isdigit())
                add_list(level + 1, index, label.strip("."), inner_style, inner_length)

    add_list(0, -1, "", draw(st.sampled_from(styles[0])), draw(LENGTHS))
    return labels, truth


@given(numbered_lists())
def test_lists_within_lists_are_found_with_the_item_above_each(lists):
    labels, truth = lists

    found = [(position.sequence, position.parent) for position in positions(*labels)]
    assert found == truth


@given(st.lists(st.integers(1, 20), min_size=1, max_size=6))
def test_every_list_that_begins_at_1_again_is_a_sequence_of_its_own(lengths):
    labels, truth = [], []
    for length in lengths:
        truth += [len(labels)] * length
        labels += [f"{number}." for number in range(1, length + 1)]

    assert sequences(*labels) == truth


@given(st.integers(1, 300), st.integers(1, 30), st.integers(2, 30))
def test_decimals_are_found_below_the_number_that_they_begin_with(first, count, points):
    paragraphs = [f"{first + number}." for number in range(count)]
    decimals = [f"{first + count - 1}.{number}" for number in range(1, points + 1)]
    found = positions(*paragraphs, *decimals, f"{first + count}.")

    assert [(position.sequence, position.parent) for position in found] == [
        *[(0, -1)] * count,
        *[(count, count - 1)] * points,
        (0, -1),
    ]


@given(st.lists(st.sampled_from(["1.", "2.", "7)", "(a)", "(i)", "b)", "3.1", "3.2.1", "?"])))
def test_every_item_gets_a_position_whatever_its_label(labels):
    found = positions(*labels)

    assert len(found) == len(labels)
    assert all(position.parent < index for index, position in enumerate(found))
    assert all(position.sequence <= index for index, position in enumerate(found))


def test_a_number_that_is_missing_does_not_end_the_sequence():
    assert sequences("1.", "2.", "4.", "5.") == [0, 0, 0, 0]


def test_a_sequence_whose_first_number_is_late_is_one_sequence():
    assert sequences("17.", "18.", "19.") == [0, 0, 0]


def test_a_number_without_its_dot_continues_the_sequence():
    assert sequences("6.", "7.", "8", "9.") == [0, 0, 0, 0]


def test_a_paragraph_between_two_lists_of_its_own_paragraphs_continues_the_outer_sequence():
    assert sequences("5.", "(a)", "(b)", "6.", "(a)", "(b)", "7.") == [0, 1, 1, 0, 4, 4, 0]


def test_a_misprinted_stem_continues_the_sequence_around_it():
    found = positions("40.", "40.1", "39.2", "40.3", "41.")

    assert [position.sequence for position in found] == [0, 1, 1, 1, 0]
    assert [position.is_misprint for position in found] == [False, False, True, False, False]


def test_numbers_in_step_are_no_misprints():
    found = positions("40.", "40.1", "40.2", "40.3", "41.")

    assert [position.is_misprint for position in found] == 5 * [False]


@pytest.mark.parametrize(
    ("labels", "values"),
    [
        (("(g)", "(h)", "(i)", "(j)"), [7, 8, 9, 10]),
        (("(i)", "(ii)", "(iii)", "(iv)"), [1, 2, 3, 4]),
        (("(a)", "(b)", "(c)"), [1, 2, 3]),
        (("I.", "II.", "III."), [1, 2, 3]),
        (("A.", "B.", "C."), [1, 2, 3]),
        (("z)", "aa)", "bb)"), [26, 27, 28]),
    ],
)
def test_a_label_is_a_letter_or_a_roman_number_as_the_sequence_requires(labels, values):
    found = positions(*labels)

    assert [position.value for position in found] == values
    assert [position.sequence for position in found] == [0] * len(labels)


def test_roman_numbers_below_a_letter_are_a_list_of_their_own():
    assert parents("(a)", "(b)", "(i)", "(ii)", "(c)") == [-1, -1, 1, 1, -1]


def test_a_number_that_could_be_the_next_of_the_inner_list_is_ambiguous_in_the_outer():
    found = find_sequences(
        [Item("2.", end=":"), Item("1.", end=";"), Item("2.", end="."), Item("3.", end=".")]
    )

    assert [position.sequence for position in found] == [0, 1, 1, 0]
    assert [position.is_ambiguous for position in found] == [False, False, False, True]


def test_a_number_that_only_the_outer_list_can_continue_is_not_ambiguous():
    assert [position.is_ambiguous for position in positions("5.", "1.", "2.", "6.")] == 4 * [False]


def test_a_number_after_an_unfinished_inner_list_continues_that_list():
    found = find_sequences(
        [Item("2.", end=":"), Item("1.", end=";"), Item("2.", end=";"), Item("3.", end=".")]
    )

    assert [position.sequence for position in found] == [0, 1, 1, 1]


def test_a_list_that_goes_on_after_a_full_stop_is_not_broken_by_the_points_that_follow():
    ends = [";", ".", *12 * ["."]]
    found = find_sequences(
        [Item("69."), *(Item(f"{number}.", end=end) for number, end in enumerate(ends, start=1))]
    )

    assert [position.sequence for position in found] == [0, *14 * [1]]


def test_an_inner_list_does_not_go_on_below_the_next_heading_if_the_outer_can():
    found = find_sequences([Item("2."), Item("1."), Item("2."), Item("3.", headings=1)])

    assert [position.sequence for position in found] == [0, 1, 1, 0]


def test_the_indent_decides_between_two_lists_that_may_go_on():
    found = find_sequences([Item("2."), Item("1.", indent=4), Item("2.", indent=4), Item("3.")])

    assert [position.sequence for position in found] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("label", "stem_length"), [("3.", 0), ("(b)", 0), ("40.2", 1), ("40.2.1", 2)]
)
def test_the_numbers_before_the_last_one_of_a_label_are_counted(label, stem_length):
    assert [position.stem_length for position in positions(label)] == [stem_length]


def test_no_labels_make_no_sequences():
    assert find_sequences([]) == []
