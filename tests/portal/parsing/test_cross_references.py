"""Which words refer to a numbered place, and which to a place in something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.parsing.cross_references import find_mentions, occurrences, phrase_of

# text -> (kind, phrase, numbers)
REFERENCES = {
    "the points under paragraph 21.": ("paragraph", "paragraph 21", [("21", "")]),
    "set out in\nparagraph\n21 (a)": ("paragraph", "paragraph 21 (a)", [("21", "")]),
    "Paragraph 2.1 says so.": ("paragraph", "Paragraph 2.1", [("2.1", "")]),
    "See para. 5": ("paragraph", "para. 5", [("5", "")]),
    "(see para 5)": ("paragraph", "para 5", [("5", "")]),
    "However, paragraph 5 differs.": ("paragraph", "paragraph 5", [("5", "")]),
    "paragraph 3, of which much is known": ("paragraph", "paragraph 3", [("3", "")]),
    "paragraph 14, 15 States agreed": ("paragraph", "paragraph 14", [("14", "")]),
    "¶ 5": ("paragraph", "¶ 5", [("5", "")]),
    "¶¶5-7": ("paragraph", "¶¶5-7", [("5", "7")]),
    "paragraphs 12 to 14": ("paragraph", "paragraphs 12 to 14", [("12", "14")]),
    "para. 12–14 below": ("paragraph", "para. 12–14 below", [("12", "14")]),
    "paras. 3, 4 and 7 above": (
        "paragraph",
        "paras. 3, 4 and 7 above",
        [("3", ""), ("4", ""), ("7", "")],
    ),
    "paragraphs 12, 13 and 14 of this report": (
        "paragraph",
        "paragraphs 12, 13 and 14 of this report",
        [("12", ""), ("13", ""), ("14", "")],
    ),
    "is attached as Annex 1.": ("annex", "Annex 1", [("1", "")]),
    "Annexes I and II": ("annex", "Annexes I and II", [("I", ""), ("II", "")]),
    "Annex A to the present report": ("annex", "Annex A to the present report", [("A", "")]),
    "Appendix B": ("annex", "Appendix B", [("B", "")]),
    "recommendation 21.A.1": ("recommendation", "recommendation 21.A.1", [("21.A.1", "")]),
    "Recommendation No. 3": ("recommendation", "Recommendation No. 3", [("3", "")]),
    "sections II and IV": ("session", "sections II and IV", [("II", ""), ("IV", "")]),
    "during Session 2, many": ("session", "Session 2", [("2", "")]),
}
OF_ANOTHER = (
    *(
        "paragraph 5 of the Declaration",
        "paragraph 1 of resolution 61/295",
        "Annex 2 to its letter",
    ),
    *("the Declaration, paragraph 5", "resolution 61/295, annex II", "article 5 paragraph 2"),
    *("the Convention’s paragraph 4", "ILO Recommendation No. 201", "paragraph 7 thereof"),
    *("paragraph 14 of the 2015 report of the Secretary-General", "paragraph 5 in that plan"),
)
NOTHING = (
    *("Article 5 of the Convention", "el acceso para 5 personas", "subparagraph 5", "the annex"),
    *("a paragraph on 21 States", "recommendations that 12 States made", "section on fees"),
)


@pytest.mark.parametrize(("text", "expected"), REFERENCES.items())
def test_words_that_refer_to_places_of_the_same_document_are_found(text, expected):
    (mention,) = find_mentions(text)

    numbers = [(number.first, number.last) for number in mention.numbers]
    assert (mention.kind, phrase_of(text, mention), numbers) == expected
    assert (mention.year, mention.of_another) == ("", False)


@pytest.mark.parametrize("text", OF_ANOTHER)
def test_a_place_in_something_else_is_not_one_of_the_same_document(text):
    assert [mention.of_another for mention in find_mentions(text)] == [True]


@pytest.mark.parametrize("text", NOTHING)
def test_other_words_refer_to_nothing(text):
    assert find_mentions(text) == []


@pytest.mark.parametrize(
    "document", ["the 2015 report", "the 2015 Co-Chairs’ Summary Report", "the 2015 workshop"]
)
def test_a_report_may_be_named_by_its_year(document):
    text = f"as recommended in paragraph 14 of {document}, and so on"
    (mention,) = find_mentions(text)

    assert (mention.year, phrase_of(text, mention)) == ("2015", f"paragraph 14 of {document}")


def test_a_phrase_within_another_reference_does_not_occur():
    text = "paragraph 5 of the Declaration, paragraph 51, paragraph 5.2 and paragraph 5"

    assert occurrences(text, "paragraph 5", "paragraph 5") == [(len(text) - 11, len(text))]


def test_the_words_of_a_list_occur_within_their_phrase_only():
    text = "14 States noted paragraphs 12 and 14; again paragraphs 12\nand 14."
    phrase = "paragraphs 12 and 14"

    found = occurrences(text, phrase, "14")

    assert [(text[slice(*span)], text[: span[0]].split()[-1]) for span in found] == [
        ("14", "and"),
        ("14", "and"),
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "paragraph",
                "paras.",
                "¶",
                "Annex",
                "sections",
                "12",
                "2.1",
                "A",
                "to",
                "–",
                "and",
                "of",
                "the",
                "2015",
                "report",
                "above",
                "(a)",
                "\n",
                ".",
                ",",
                "Declaration,",
            ]
        )
    )
)
def test_every_mention_in_any_text_occurs_there(pieces):
    text = " ".join(pieces)

    for mention in find_mentions(text):
        start, end = mention.span
        assert 0 <= start < end <= len(text)
        for number in mention.numbers:
            assert start <= number.span[0] < number.span[1] <= end
        if not mention.of_another:
            phrase = phrase_of(text, mention)
            assert mention.span in occurrences(text, phrase, phrase)
