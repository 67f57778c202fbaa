"""Texts are split into sentences, and not behind abbreviations."""

import pytest

from portal.parsing.sentences import split_sentences


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Ana Lund and Prof. Cy Marsh of St. Ives spoke.",
        "MR. TAN and DR. LUND of the U.S. Port spoke.",
        "See No. 5 and Art. VI of J. Marsh.",
        "Fees rose by 3.5 per cent.",
    ],
)
def test_a_full_stop_behind_an_abbreviation_ends_no_sentence(text):
    assert split_sentences(text) == [text]


@pytest.mark.parametrize(
    "sentences",
    [
        ["They asked the IPCC.", "The ports agreed."],
        ["They discussed GWPs.", "Norway agreed."],
        ["This was the aim of Session 1.", "Ana Lund agreed."],
        ["The delegates said no.", "The workshop closed."],
        ["Was it so?", "“Yes.”", "Élise left (early).", "All left!"],
    ],
)
def test_sentences_end_behind_acronyms_numbers_brackets_and_quotation_marks(sentences):
    assert split_sentences(" ".join(sentences)) == sentences
