"""Which words are recognized as the name of a person."""

import pytest

from portal.parsing import person_names


def names_in(text):
    return [name.whole for name in person_names.titled_names(text) if name.is_sure]


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
def test_ordinary_words_are_not_read_as_names(text):
    assert names_in(text) == []


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
def test_a_rank_before_a_name_is_read_as_part_of_a_person(name):
    assert names_in(f"{name} spoke.") == [name]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Atty. Domingo", "Domingo"),
        ("Dr. Song Jiyong", "Song Jiyong"),
        ("U Nu", "U Nu"),
        ("Dra. Ana Roa", "Ana Roa"),
        ("Bapak Slamet", "Slamet"),
    ],
)
def test_honorifics_are_stripped_from_a_name(form, name):
    assert person_names.strip_honorifics(form) == name


def test_a_role_after_a_title_is_no_name():
    assert list(person_names.titled_names("Madam Deputy Chair thanked Mr. President.")) == []


def test_judge_before_a_name_is_a_title():
    (name,) = person_names.titled_names("Judge Amalia Torvald, Labour Court")

    assert (name.name, name.whole) == ("Amalia Torvald", "Judge Amalia Torvald")
