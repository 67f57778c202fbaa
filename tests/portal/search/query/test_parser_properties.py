"""Properties of the query parser: any input gives a bounded, well-formed query."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.query.ast import And, Field, Not, Or, Phrase, Word
from portal.search.query.parser import parse_query
from portal.search.query.tokenizer import split_words

ANY_TEXT = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF), max_size=300)
SIGNS = st.lists(
    st.sampled_from(
        [
            *('"', "(", ")", "-", "*", " ", " ", ".", ":", "'", "’", "“", "_", "\0", "\n"),
            *("OR ", "AND ", "NOT ", "labour", "fees ", "the ", "U.S.", "low-skilled ", "ab*"),
            *("speaker:", "Organisation:", "report:", "แรงงาน", "ပြည်", "中", "❤️", "\ud800", "İ"),
            *("(" * 50, ")" * 50, "\u0301", "a" * 90),
        ]
    ),
    max_size=60,
).map("".join)  # fmt: skip
TYPED = ANY_TEXT | SIGNS


def words_in(node):
    """Yield the words of a query, those in fields included."""
    match node:
        case Word(text):
            yield text
        case Phrase(words):
            yield from words
        case Field(_, part) | Not(part):
            yield from words_in(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from words_in(part)


def terms_in(node):
    match node:
        case And(parts) | Or(parts):
            return [term for part in parts for term in terms_in(part)]
        case Not(part):
            return terms_in(part)
        case None:
            return []
        case _:
            return [node]


def is_normal(node, parent=None):
    """Return whether the node keeps the invariants of its class."""
    match node:
        case And(parts):
            alone = len(parts) == 1 and not isinstance(parts[0], Not)
            is_valid = parts and not alone and not isinstance(parent, And)
            return is_valid and all(is_normal(part, node) for part in parts)
        case Or(parts):
            is_valid = len(parts) > 1 and not isinstance(parent, Or)
            return is_valid and all(is_normal(part, node) for part in parts)
        case Not(part):
            return isinstance(parent, And) and is_normal(part, node)
        case Field(name, part):
            is_known = name in {"speaker", "organization", "report"}
            return is_known and isinstance(part, Word | Phrase)
        case Word(text):
            return text != ""
        case _:
            return node.words != ()


@given(TYPED)
def test_any_text_parses_without_error_into_a_bounded_well_formed_query(typed):
    parsed = parse_query(typed)

    assert parsed.root is None or is_normal(parsed.root)
    assert len(parsed.text) <= 200
    assert len(terms_in(parsed.root)) <= 12


@given(TYPED.filter(lambda typed: ":" not in typed))
def test_a_parsed_query_holds_only_words_that_were_typed(typed):
    parsed = parse_query(typed)

    typed_words = set(split_words(parsed.text))
    assert [w for w in words_in(parsed.root) if w not in typed_words] == []


@given(TYPED)
def test_parsing_a_parsed_query_text_again_changes_nothing(typed):
    parsed = parse_query(typed)

    assert parse_query(parsed.text).text == parsed.text


HOSTILE = (
    *("(" * 5000, '"' * 9999, "-" * 10_000, "*" * 10_000, "()" * 5000, "a*" * 5000),
    *("a OR " * 2000, "NOT " * 2500, "-(" * 5000, "a." * 5000, "a'" * 5000, "'s" * 5000),
    *("a" + "\u0301\u0316" * 5000, "speaker:" * 1250, "\0" * 10_000, "🙂" * 2500, "ก" * 9999),
)  # fmt: skip
FRAGMENTS = (
    *('"', "(", ")", "-", "*", " ", "OR", "AND", "NOT", "speaker:", "labour", "ที่", "\0"),
    *("“", "\u0301", "\ud800", "🙂", "a.", "'s", "report:", "\n", "low-skilled", "*a"),
)  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: repr(text[:8]))
def test_a_hostile_query_is_bounded_in_length_and_terms(hostile):
    parsed = parse_query(hostile)

    assert (len(parsed.text) <= 200, len(terms_in(parsed.root)) <= 12) == (
        True,
        True,
    )


def test_random_query_fragments_parse_without_error_into_few_terms():
    rng = random.Random(3)

    roots = [
        parse_query("".join(rng.choices(FRAGMENTS, k=rng.randrange(120)))).root for _ in range(2000)
    ]

    assert max(len(terms_in(root)) for root in roots) <= 12
