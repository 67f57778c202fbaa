"""The guessed kind of a link, from the words of both texts."""

import pytest

from portal.lineage.kind_guess import guess_kind

FEES = "Recruitment agencies should not charge fees to migrant workers."


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        (FEES, "repeated"),
        ("Agencies should not charge recruitment fees to workers who are migrants.", "repeated"),
        (
            "Prohibit recruitment agencies by law from charging fees to migrant workers.",
            "strengthened",
        ),
        (
            "Recruitment agencies should not charge fees to domestic workers in rural areas.",
            "narrowed",
        ),
        (
            "Recruitment agencies should not charge fees to migrant workers and should train staff, "
            "keep records of contracts and report to ministries.",
            "merged",
        ),
        ("Agencies should not charge fees.", "split"),
    ],
)
def test_the_kind_is_guessed_from_what_was_added_and_left_out(later, kind):
    assert guess_kind(FEES, later) == kind


def test_texts_without_words_are_compared():
    assert guess_kind("", "…") == "repeated"
