"""Lists within a sentence are found by marks in step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.parsing.inline_lists import inline_points, sentence_spans


def points(text):
    return [(label, text[slice(*span)]) for label, span in inline_points(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to (a) dig wells; (b) cut fees; and (c) rest.", ["dig wells", "cut fees", "rest"]),
        ("1) Dig wells. 2) Cut fees.", ["Dig wells", "Cut fees"]),
        ("a) dig (i) wells and (ii) pits, b) rest", ["dig (i) wells and (ii) pits", "rest"]),
        ("as (3) says, (1) dig wells (see 7) and (2) rest", ["dig wells (see 7)", "rest"]),
        ("Nobody dug wells (yet).", []),
        ("", []),
    ],
)
def test_the_points_of_a_list_are_found_without_their_separators(text, expected):
    assert [words for _, words in points(text)] == expected


@given(st.lists(st.sampled_from(["dig wells", "cut fees", "rest (soon)"]), min_size=1, max_size=9))
def test_every_list_within_a_sentence_is_read_whole(texts):
    for labels in ("abcdefghi", "123456789"):
        sentence = "; ".join(
            f"({label}) {text}" for label, text in zip(labels, texts, strict=False)
        )

        assert points(f"to: {sentence}.") == list(zip(labels, texts, strict=False))


@given(st.text("ab. A(1)", max_size=60))
def test_the_sentences_of_a_text_are_spans_of_it_in_order(text):
    spans = list(sentence_spans(text))

    assert all(start < end or not text for start, end in spans)
    assert [text[start:end].split() for start, end in spans] == [
        text[start:end].split() for start, end in sorted(spans)
    ]
    assert " ".join(text[start:end] for start, end in spans).split() == text.split()
