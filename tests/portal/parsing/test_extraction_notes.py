"""Each group of differences between two extractions becomes a note with its page and place."""

from portal.parsing.disagreement import Disagreement, DisagreementKind
from portal.parsing.extraction_notes import extraction_notes
from portal.parsing.source import Note, Source

END = "Compare the text with the page, then resolve this note."


def notes(*disagreements):
    return extraction_notes(
        Source("a.pdf", "application/pdf", "x" * 9_999, disagreements=disagreements)
    )


def test_a_file_that_was_not_compared_has_no_note():
    assert extraction_notes(Source("a.txt", "text/plain", "One.")) == []


def test_a_note_says_what_differs_and_where():
    assert notes(
        Disagreement(DisagreementKind.BOUNDARIES, 10, 19, 3, "allstates", "all states")
    ) == [
        Note(
            "extraction-differs",
            "Uncertain on page 3: a second extraction of the file differs: it has “all states” "
            f"instead of “allstates”. {END}",
            (10, 19),
            "3",
        )
    ]


def test_neighboring_differences_share_a_note():
    (note,) = notes(
        Disagreement(DisagreementKind.MISSING, 10, 19, 3, "", "one"),
        Disagreement(DisagreementKind.ADDED, 20, 29, 3, "two", ""),
        Disagreement(DisagreementKind.ORDER, 30, 39, 3, "three", "three", 4),
        Disagreement(DisagreementKind.CHARACTERS, 40, 49, 3, "four", "for"),
    )

    assert note.span == (10, 49)
    assert note.reason == (
        "Uncertain on page 3: a second extraction of the file differs: it also has “one”; it does "
        f"not have “two”; it has “three” in another place (page 4); and 1 more. {END}"
    )


def test_differences_on_other_pages_or_far_apart_have_notes_of_their_own():
    found = notes(
        Disagreement(DisagreementKind.MISSING, 10, 19, 3, "", "one"),
        Disagreement(DisagreementKind.MISSING, 20, 29, 4, "", "two"),
        Disagreement(DisagreementKind.MISSING, 2000, 2009, 4, "", "three"),
    )

    assert [(note.about, note.span) for note in found] == [
        ("3", (10, 19)),
        ("4", (20, 29)),
        ("4", (2000, 2009)),
    ]


def test_a_place_in_a_file_without_pages_is_compared_with_the_file():
    (note,) = notes(Disagreement(DisagreementKind.MISSING, 10, 19, 0, "", "one"))

    assert note.reason == (
        "Uncertain: a second extraction of the file differs: it also has “one”. Compare the text "
        "with the file, then resolve this note."
    )


def test_the_last_note_counts_the_places_that_are_too_many_for_notes():
    found = notes(
        *(
            Disagreement(DisagreementKind.MISSING, page, page, page, "", "one")
            for page in range(1, 24)
        )
    )

    assert len(found) == 21
    assert found[-1].reason == (
        "Uncertain: a second extraction of the file differs in 3 more places, on page 21, 22, 23. "
        "Compare the text with the file, then resolve this note."
    )


def test_a_file_that_could_not_be_compared_has_a_note_about_the_whole_text():
    assert notes(
        Disagreement(DisagreementKind.NOT_COMPARED, 0, 9_999, theirs="the second extraction failed")
    ) == [
        Note(
            "extraction-differs",
            "Uncertain: the text could not be compared with the file, as the second extraction "
            "failed. Compare it yourself, then resolve this note.",
        )
    ]
