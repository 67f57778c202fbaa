"""Whatever is typed, random or hostile: no error, a bounded and well-formed question."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.query import (
    All,
    Either,
    Field,
    Phrase,
    Without,
    Word,
    understand,
    words_of,
)

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
    """Yield the words of a question, those in fields included."""
    match node:
        case Word(text):
            yield text
        case Phrase(words):
            yield from words
        case Field(_, part) | Without(part):
            yield from words_in(part)
        case All(parts) | Either(parts):
            for part in parts:
                yield from words_in(part)


def terms_in(node):
    match node:
        case All(parts) | Either(parts):
            return [term for part in parts for term in terms_in(part)]
        case Without(part):
            return terms_in(part)
        case None:
            return []
        case _:
            return [node]


def is_normal(node, above=None):
    """Say whether the node holds what its class promises."""
    match node:
        case All(parts):
            alone = len(parts) == 1 and not isinstance(parts[0], Without)
            kept = parts and not alone and not isinstance(above, All)
            return kept and all(is_normal(part, node) for part in parts)
        case Either(parts):
            kept = len(parts) > 1 and not isinstance(above, Either)
            return kept and all(is_normal(part, node) for part in parts)
        case Without(part):
            return isinstance(above, All) and is_normal(part, node)
        case Field(name, part):
            known = name in {"speaker", "organization", "report"}
            return known and isinstance(part, Word | Phrase)
        case Word(text):
            return text != ""
        case _:
            return node.words != ()


@given(TYPED)
def test_no_text_is_an_error_and_every_question_is_well_formed(typed):
    understood = understand(typed)

    assert understood.root is None or is_normal(understood.root)
    assert len(understood.typed) <= 200
    assert len(terms_in(understood.root)) <= 12


@given(TYPED.filter(lambda typed: ":" not in typed))
def test_every_word_sought_was_typed(typed):
    understood = understand(typed)

    typed_words = set(words_of(understood.typed))
    assert [w for w in words_in(understood.root) if w not in typed_words] == []


@given(TYPED)
def test_reading_again_what_was_read_changes_nothing(typed):
    once = understand(typed)

    assert understand(once.typed).typed == once.typed


HOSTILE = (
    *("(" * 5000, '"' * 9999, "-" * 10_000, "*" * 10_000, "()" * 5000, "a*" * 5000),
    *("a OR " * 2000, "NOT " * 2500, "-(" * 5000, "a." * 5000, "a'" * 5000, "'s" * 5000),
    *("a" + "\u0301\u0316" * 5000, "speaker:" * 1250, "\0" * 10_000, "🙂" * 2500, "ก" * 9999),
)  # fmt: skip
SCRAPS = (
    *('"', "(", ")", "-", "*", " ", "OR", "AND", "NOT", "speaker:", "labour", "ที่", "\0"),
    *("“", "\u0301", "\ud800", "🙂", "a.", "'s", "report:", "\n", "low-skilled", "*a"),
)  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: repr(text[:8]))
def test_of_a_hostile_text_little_is_read(hostile):
    understood = understand(hostile)

    assert (len(understood.typed) <= 200, len(terms_in(understood.root)) <= 12) == (
        True,
        True,
    )


def test_random_scraps_ask_for_little_and_raise_nothing():
    chance = random.Random(3)

    roots = [
        understand("".join(chance.choices(SCRAPS, k=chance.randrange(120)))).root
        for _ in range(2000)
    ]

    assert max(len(terms_in(root)) for root in roots) <= 12
