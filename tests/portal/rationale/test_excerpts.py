"""The part of a statement that readers see is the one nearest to the recommendation."""

from hypothesis import given
from hypothesis import strategies as st

from portal.rationale.excerpts import EXCERPT_WORDS, telling_excerpt

WANTED = "Standardize recruitment fees"
OPENING = "Ms. Cruz thanked the hosts for the warm welcome and the excellent organization. " * 4
POINT = "Some workers pay a year's wages as recruitment fees."


def test_a_short_text_is_shown_as_a_whole():
    assert telling_excerpt(POINT, WANTED, "en") == POINT


def test_a_long_text_is_shown_from_the_sentence_with_the_words_of_the_recommendation():
    excerpt = telling_excerpt(f"{OPENING}{POINT} She left. {OPENING}", WANTED, "en")

    assert excerpt.startswith(f"… {POINT} She left.")
    assert excerpt.endswith(" …")


def test_a_sentence_at_the_end_has_no_mark_of_omission_after_it():
    assert telling_excerpt(f"{OPENING}{POINT}", WANTED, "en") == f"… {POINT}"


def test_a_text_without_a_common_word_is_shown_from_its_beginning():
    assert telling_excerpt(OPENING, WANTED, "en").startswith("Ms. Cruz thanked")


def test_a_long_sentence_is_cut_after_a_word():
    excerpt = telling_excerpt("recruitment " * 60, WANTED, "en")

    assert excerpt == " ".join(["recruitment"] * EXCERPT_WORDS) + "…"


@given(st.text(max_size=400), st.text(max_size=40), st.sampled_from(["en", "fr", "th"]))
def test_an_excerpt_is_a_part_of_any_text_and_short(text, wanted, language):
    excerpt = telling_excerpt(text, wanted, language).removeprefix("… ").removesuffix("…").strip()

    assert " ".join(excerpt.split()) in " ".join(text.split())
    assert len(excerpt.split()) <= EXCERPT_WORDS
