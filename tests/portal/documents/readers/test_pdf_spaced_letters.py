"""Words with wide spaces between their letters are whole words."""

import pytest

from portal.documents import readers
from tests.builders.pdf_files import Type, printed


def first_line(text, spacing):
    lines = [Type(text, 700, spacing=spacing), Type("The ports publish fees every year.", 650)]
    return readers.read("r.pdf", printed(lines)).text.split("\n")[0]


@pytest.mark.parametrize("spacing", [0, 1.5, 3, 5])
@pytest.mark.parametrize(
    "text", ["RECOMMENDATIONS", "CALL FOR PARTICIPATION", "Mission and vision of the ports"]
)
def test_a_line_of_spaced_letters_is_read_in_words(text, spacing):
    assert first_line(text, spacing) == text


@pytest.mark.parametrize("text", ["1 2 3 4 5 6", "A to Z or so", "I am in it"])
def test_short_words_and_numbers_stay_apart(text):
    assert first_line(text, 0) == text
