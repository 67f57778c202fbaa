"""Which words are the name of a person."""

import pytest

from portal.importing import names


def found(text):
    return [one.whole for one in names.titled_names(text) if one.is_sure]


@pytest.mark.parametrize(
    "text",
    [
        "General Discussion focused on skills.",
        "The General Assembly called upon states.",
        "Major Challenges were discussed.",
        "The Attorney General Office spoke.",
        "Director-General Somsak spoke.",
        "Secretary-General Le Luong Minh spoke.",
        "Captain Cook was a sailor.",
        "Gen Z workers were named.",
    ],
)
def test_ordinary_words_are_no_names(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "name",
    [
        "Gen. Prasit",
        "General Prasit Chai",
        "Maj. Gen. Prasit",
        "Ambassador Ana Cruz",
        "H.E. Ambassador Cruz",
        "Lt. Col. Cruz",
        "Mr. U Aung Htoo",
    ],
)
def test_a_rank_stands_before_a_name(name):
    assert found(f"{name} spoke.") == [name]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Atty. Domingo", "Domingo"),
        ("Dr. Song Jiyong", "Song Jiyong"),
        ("U Nu", "U Nu"),
    ],
)
def test_honorifics_are_no_part_of_a_name(form, name):
    assert names.without_honorifics(form) == name
