"""Queries written as text for addresses, and read back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.search.query.ast import And, Field, Not, Or, Phrase, Proximity, Value, Weighted, Word
from portal.search.query.parser import parse_query
from portal.search.query.tokenizer import split_words
from portal.search.query.written_query import (
    FIELD_NAMES,
    VALUE_FACETS,
    UnreadableQueryError,
    read_query,
    write_query,
    write_readable,
)

TEXTS = st.sampled_from(["labour", "theme", "and", "or", "2015", "แรงงาน", "ရွှေ့", "é", "naïve"])
WORDS = TEXTS.map(split_words).map(tuple)
WORD = TEXTS.map(split_words).map(lambda words: Word(words[0]))
PHRASE = st.builds(Phrase, WORDS, st.booleans())
TERMS = st.one_of(
    WORD,
    PHRASE,
    st.builds(Proximity, WORDS),
    st.builds(Field, st.sampled_from(FIELD_NAMES), st.one_of(WORD, PHRASE)),
    st.builds(
        Value,
        st.sampled_from(VALUE_FACETS),
        st.lists(st.sampled_from(["fees", "iom-2", "a-b-c"]), min_size=1).map(tuple),
    ),
)
TREES = st.recursive(
    TERMS,
    lambda nodes: st.one_of(
        st.lists(nodes, min_size=1, max_size=3).map(tuple).map(And),
        st.lists(nodes, min_size=1, max_size=3).map(tuple).map(Or),
        st.builds(Not, nodes),
    ),
    max_leaves=8,
)


@given(TREES)
def test_any_query_is_read_as_it_was_written(root):
    assert read_query(write_query(root)) == root


def test_the_weights_of_a_query_are_not_written():
    weighted = Or((Weighted(Word("a"), 2.0), Value("level", ("all",), 3.0)))

    assert read_query(write_query(weighted)) == Or((Word("a"), Value("level", ("all",))))


@given(st.text(max_size=60))
@example("x -(labour OR -(fees y OR -(a b OR -(c OR d e OR -(f g)))))")
def test_a_typed_query_is_read_as_it_was_written(typed):
    root = parse_query(typed).root

    assert root is None or read_query(write_query(root)) == root


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "(",
            "()",
            "(labour",
            "labour)",
            "labour migration",
            "-",
            '"labour',
            "level=x=y",
            "year=x",
        ),
        *("(" * 22 + "labour" + ")" * 22, "[a* b* c* d* e*]", f"[{'a ' * 151}]", "a" * 2001),
    ],
)
def test_a_text_that_is_no_written_query_is_refused(text):
    with pytest.raises(UnreadableQueryError):
        read_query(text)


def test_only_a_query_that_can_be_read_back_is_written_for_an_address():
    four, six = (Or((Word("ab", prefix=True), Word("cd", prefix=True)) * n) for n in (2, 3))
    long = Or(tuple(Word(f"w{number}") for number in range(151)))

    assert [write_readable(root) for root in (four, six, long)] == ["[ab* cd* ab* cd*]", None, None]


@given(st.text(alphabet="ab \"'~()[]-*:=,theme", max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        root = read_query(text)
    except UnreadableQueryError:
        return
    assert read_query(write_query(root)) == root
