"""Masking: what is found in a text, and what remains of it."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.redaction.hashes import hash_of, matcher_of
from portal.redaction.passages import (
    MASK,
    MaskedPassageError,
    Matcher,
    tokens_of,
    word_forms,
    words_of,
)

TEXTS = st.text(
    st.sampled_from("ab Ab\n-_,.<>é\u0301\u200e\u00adß1張สิ▮\u0941क") | st.characters(codec="utf-8"),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Ms. Ana Cruz spoke.", "Ms. ▮▮▮ ▮▮▮▮ spoke."),
        ("ANA CRUZ, and ana  cruz", "▮▮▮ ▮▮▮▮, and ▮▮▮  ▮▮▮▮"),
        ("Ana\nCruz at a line end", "▮▮▮\n▮▮▮▮ at a line end"),
        ("/speakers/ana-cruz/", "/speakers/▮▮▮▮▮▮▮▮/"),
        ("ana_cruz.pdf", "▮▮▮▮▮▮▮▮.pdf"),
        ("Ána Crûz", "▮▮▮ ▮▮▮▮"),
        ("A\u200ena Cr\u00aduz", "▮\u200e▮▮ ▮▮▮▮▮"),
        ("Ana Ana Cruz Cruz", "Ana ▮▮▮ ▮▮▮▮ Cruz"),
        ("Banana Cruz, Ana Cruzado, Cruz, Ana", "Banana Cruz, Ana Cruzado, Cruz, Ana"),
    ],
)
def test_whole_words_are_masked_whatever_their_case_accents_and_separators(text, masked):
    assert Matcher.of(["Ana Cruz"]).mask(text) == masked


def test_a_name_in_a_script_without_blanks_is_masked_within_a_sentence():
    assert Matcher.of(["張偉"]).mask("主席張偉說") == "主席▮▮說"


def test_a_name_with_an_apostrophe_is_masked_in_its_slug():
    assert Matcher.of(["María O’Neil"]).mask("maria-oneil") == "▮" * 11


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=3))
def test_no_passage_remains_and_no_position_moves(text, passages):
    assume(all(word_forms(passage) and MASK not in passage for passage in passages))
    matcher = Matcher.of(passages)

    masked = matcher.mask(text)

    assert not matcher.matches(masked)
    assert len(masked) == len(text)
    covered = {position for span in matcher.spans(text) for position in range(*span)}
    for position, (before, after) in enumerate(zip(text, masked, strict=True)):
        assert before == after or (position in covered and after == MASK and not before.isspace())


@given(TEXTS, TEXTS, TEXTS)
def test_a_passage_between_blanks_is_masked_whatever_surrounds_it(before, passage, after):
    assume(word_forms(passage) and MASK not in passage)

    masked = Matcher.of([passage]).mask(f"{before} {passage} {after}")

    middle = masked[len(before) + 1 : len(before) + 1 + len(passage)]
    words = [passage[start:end] for start, end, _ in tokens_of(passage)]
    assert not any(re.search(r"[^\W_]", middle[i]) for i in range(len(middle))), words


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=3))
def test_hashes_find_what_the_words_themselves_find(text, passages):
    forms = {form for passage in passages for form in word_forms(passage)}
    assume(forms)

    by_hash = matcher_of({hash_of(form) for form in forms})

    assert by_hash.spans(text) == Matcher.of(passages).spans(text)


def test_hashes_depend_on_the_secret_key(settings):
    before = hash_of(words_of("Ana Cruz"))
    settings.SECRET_KEY = "another key"  # noqa: S105 -- of this test

    assert hash_of(words_of("Ana Cruz")) != before


@pytest.mark.parametrize("passage", ["▮▮▮ ▮▮▮▮", "▮▮▮ ▮▮▮▮, Director"])
def test_what_is_masked_is_no_passage(passage):
    with pytest.raises(MaskedPassageError):
        Matcher.of([passage])
    with pytest.raises(MaskedPassageError):
        hash_of(words_of(passage))
