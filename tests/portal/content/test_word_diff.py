"""Two texts are compared word by word, and both can be rebuilt from the diff."""

from hypothesis import given
from hypothesis import strategies as st

from portal.content.word_diff import MAX_TOKENS, DiffSegment, word_diff

TEXTS = st.text(st.sampled_from("ab<&\"' \n.ကอ"), max_size=60)


def rebuild(segments, kind):
    return "".join(segment.text for segment in segments if segment.kind in {"same", kind})


@given(TEXTS, TEXTS)
def test_both_texts_can_be_rebuilt_from_the_word_diff(before, after):
    segments = word_diff(before, after)

    assert (rebuild(segments, "out"), rebuild(segments, "in")) == (before, after)


def test_the_diff_is_by_words_not_letters():
    assert word_diff("train more people", "train many people") == [
        DiffSegment("same", "train "),
        DiffSegment("out", "more"),
        DiffSegment("in", "many"),
        DiffSegment("same", " people"),
    ]


def test_equal_texts_give_one_segment_and_empty_texts_none():
    assert word_diff("a b", "a b") == [DiffSegment("same", "a b")]
    assert word_diff("", "") == []


def test_texts_too_long_to_compare_differ_as_a_whole():
    long = "word " * MAX_TOKENS

    assert [segment.kind for segment in word_diff(long, long + "more")] == ["out", "in"]
