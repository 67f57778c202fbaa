"""The numbers that Word and browsers count are written as they write them."""

import pytest

from portal.documents.second_extraction.counted_labels import write_count


@pytest.mark.parametrize(
    ("count", "style", "label"),
    [
        (12, "decimal", "12"),
        (7, "decimalZero", "07"),
        (3, "lowerLetter", "c"),
        (28, "upperLetter", "BB"),
        (0, "lowerLetter", ""),
        (1994, "lowerRoman", "mcmxciv"),
        (4, "upperRoman", "IV"),
        (3, "ordinal", "3rd"),
        (11, "ordinal", "11th"),
        (21, "ordinal", "21st"),
        (5, "none", ""),
        (5, "hebrew1", "5"),
    ],
)
def test_a_count_is_written_in_its_style(count, style, label):
    assert write_count(count, style) == label
