"""An editor is shown the words for which a theme is suggested."""

import pytest

from portal.parsing.theme_words import words_for_theme


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Brokers lower recruitment fees", "recruitment fees"),
        ("Brokers ask for a deposit", "Brokers … deposit"),
        ("It rained", ""),
    ],
)
def test_the_words_are_the_label_or_else_the_cue(text, words):
    assert words_for_theme(text, ["Recruitment fees"], ["broker + deposit"]) == words
