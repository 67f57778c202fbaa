"""Whatever our text lacks, adds or moves is a disagreement with its kind, place and page."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.documents.comparison import compare as compare_module
from portal.documents.comparison.compare import compare
from portal.documents.comparison.tokenizer import words_of
from portal.documents.second_extraction.extraction import Extraction
from portal.parsing.disagreement import Disagreement, DisagreementKind
from portal.parsing.source import Source

WORDS = st.lists(st.sampled_from(["fees", "and", "costs", "of", "the", "Ports", "7"]), max_size=30)


def source_of(text, pages=()):
    return Source("a.txt", "text/plain", text, pages=pages)


def disagreements(ours, *theirs):
    return compare(source_of(ours), Extraction(theirs))


@given(WORDS)
def test_equal_words_agree(words):
    assert disagreements(" ".join(words), "\n".join(words)) == []


@given(WORDS, WORDS)
def test_other_words_or_another_order_never_agree(words, others):
    assume(words != others)

    assert bool(disagreements(" ".join(words), " ".join(others))) == bool(words or others)


@given(WORDS, st.data())
def test_a_span_is_within_the_text(words, data):
    others = data.draw(st.permutations(words))
    text = " ".join(words)

    for item in disagreements(text, " ".join(others)):
        assert 0 <= item.start <= item.end <= len(text)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("one three", "one two three", Disagreement(DisagreementKind.MISSING, 0, 9, 0, "", "two")),
        ("one two two three", "one two three", Disagreement(DisagreementKind.ADDED, 8, 11, 0, "two", "")),
        ("one six three", "one two three", Disagreement(DisagreementKind.CHARACTERS, 4, 7, 0, "six", "two")),
        ("onetwo three", "one two three", Disagreement(DisagreementKind.BOUNDARIES, 0, 6, 0, "onetwo", "one two")),
        ("b a c d", "a b c d", Disagreement(DisagreementKind.ORDER, 0, 1, 0, "b", "b")),
        ("", "one", Disagreement(DisagreementKind.MISSING, 0, 0, 0, "", "one")),
    ],
)  # fmt: skip
def test_a_disagreement_has_its_kind_its_place_and_the_words_of_both(ours, theirs, expected):
    assert disagreements(ours, theirs) == [expected]


def test_a_disagreement_names_the_page():
    source = source_of("one two\nthree five", pages=(0, 8))

    assert [item.page for item in compare(source, Extraction(("one two", "three four five")))] == [
        2
    ]


def test_columns_that_are_read_across_are_in_another_order():
    left, right = (
        ["ports", "fees", "rise", "each", "year"],
        ["states", "agree", "on", "their", "costs"],
    )
    across = "\n".join(f"{a} {b}" for a, b in zip(left, right, strict=True))

    kinds = {item.kind for item in disagreements(across, "\n".join([*left, *right]))}

    assert kinds == {DisagreementKind.ORDER}


def test_a_second_extraction_without_text_compares_nothing():
    assert disagreements("one", " ", "") == [
        Disagreement(
            DisagreementKind.NOT_COMPARED, 0, 3, theirs="the second extraction finds no text in it"
        )
    ]


def test_texts_without_words_agree():
    assert disagreements("* * *", "– –") == []


def test_too_many_differences_make_the_whole_document_uncertain(monkeypatch):
    monkeypatch.setattr(compare_module, "MAX_PLACES", 1)

    (item,) = disagreements("a x b y c", "a b c")

    assert (item.kind, item.theirs) == (
        DisagreementKind.NOT_COMPARED,
        "the second extraction differs in 2 places",
    )


def test_long_passages_are_shortened():
    (item,) = disagreements("one", f"one {'two ' * 60}")

    assert (len(item.theirs), item.theirs[-1]) == (81, "…")
    assert len(list(words_of(item.theirs))) == 20
