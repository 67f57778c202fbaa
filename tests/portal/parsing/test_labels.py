"""Whitespace is ignored in the label of a paragraph."""

import pytest

from portal.parsing import labels

FORMS = ("(3)", "( 3 )", " (3 ) ", "(\u00a03)")


@pytest.mark.parametrize("label", FORMS)
def test_a_label_is_normalized_without_blanks_and_yields_its_number(label):
    assert (labels.normalize_label(label), labels.label_number(label)) == ("(3)", "3")


@pytest.mark.parametrize(
    ("label", "normalized", "number"),
    [
        ("21.", "21.", "21"),
        ("118 .1", "118.1", "118.1"),
        ("Article  4 .", "Article 4.", "Article 4"),
        ("", "", ""),
    ],
)
def test_other_label_formats_keep_their_form_and_number(label, normalized, number):
    assert (labels.normalize_label(label), labels.label_number(label)) == (normalized, number)


@pytest.mark.parametrize("label", FORMS)
@pytest.mark.parametrize("printed", FORMS)
def test_a_label_is_stripped_from_text_whatever_the_spacing_of_either(label, printed):
    assert labels.strip_label(f"{printed} Words go on.", label) == "Words go on."


def test_a_text_with_a_different_label_is_left_unchanged():
    assert labels.label_length("4. Words.", "3.") is None
    assert labels.strip_label("4. Words.", "3.") == "4. Words."
