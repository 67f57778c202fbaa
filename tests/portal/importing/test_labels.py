"""White space does not count in the number with which a paragraph begins."""

import pytest

from portal.importing import labels

FORMS = ("(3)", "( 3 )", " (3 ) ", "(\u00a03)")


@pytest.mark.parametrize("label", FORMS)
def test_a_label_is_kept_without_blanks_and_gives_one_number(label):
    assert (labels.tidied(label), labels.number_in(label)) == ("(3)", "3")


@pytest.mark.parametrize(
    ("label", "kept", "number"),
    [
        ("21.", "21.", "21"),
        ("118 .1", "118.1", "118.1"),
        ("Article  4 .", "Article 4.", "Article 4"),
        ("", "", ""),
    ],
)
def test_other_labels_stay_what_they_are(label, kept, number):
    assert (labels.tidied(label), labels.number_in(label)) == (kept, number)


@pytest.mark.parametrize("label", FORMS)
@pytest.mark.parametrize("printed", FORMS)
def test_what_stands_behind_a_label_is_found_however_either_is_spaced(label, printed):
    assert labels.behind(f"{printed} Words go on.", label) == "Words go on."


def test_a_text_that_begins_otherwise_is_left_whole():
    assert labels.length_in("4. Words.", "3.") is None
    assert labels.behind("4. Words.", "3.") == "4. Words."
