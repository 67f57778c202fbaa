"""Two texts are told apart word by word, and each can be read from what is told."""

from hypothesis import given
from hypothesis import strategies as st

from portal.desk.wording import MOST_TOKENS, Stretch, stretches

TEXTS = st.text(st.sampled_from("ab<&\"' \n.ကอ"), max_size=60)


def read(found, kind):
    return "".join(one.text for one in found if one.kind in {"same", kind})


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back_to_the_letter(before, after):
    found = stretches(before, after)

    assert (read(found, "out"), read(found, "in")) == (before, after)


def test_words_are_told_not_letters():
    assert stretches("train more people", "train many people") == [
        Stretch("same", "train "),
        Stretch("out", "more"),
        Stretch("in", "many"),
        Stretch("same", " people"),
    ]


def test_equal_texts_are_one_stretch_and_empty_ones_none():
    assert stretches("a b", "a b") == [Stretch("same", "a b")]
    assert stretches("", "") == []


def test_what_would_take_too_long_to_compare_differs_as_a_whole():
    long = "word " * MOST_TOKENS

    assert [one.kind for one in stretches(long, long + "more")] == ["out", "in"]
