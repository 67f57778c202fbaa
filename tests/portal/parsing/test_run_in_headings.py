"""Paragraphs that begin in other type, several in a document, begin with headings."""

import pytest

from portal.documents import readers
from portal.parsing.gazetteer import Vocabulary
from portal.parsing.pipeline import parse_report
from tests.builders.format_variants import as_docx, as_html, as_markdown, document


def read(*paragraphs):
    text = "# Report of the Workshop on Wells\n\nMarwick, 3 May 2021\n\n## Discussion\n\n"
    content = (text + "\n\n".join(paragraphs)).encode()
    draft = parse_report(readers.read("r.md", content), Vocabulary())
    return [
        (session.title, [paragraph.text for paragraph in session.paragraphs])
        for session in draft.sessions
    ]


@pytest.mark.parametrize("mark", ["**", "*"])
def test_openings_in_other_type_are_headings_and_their_text_is_below(mark):
    assert read(
        f"{mark}Fees.{mark} Ports charge fees.",
        f"{mark}Challenge 2: Wells run dry.{mark} That is so.",
        f"{mark}Are tides measured?{mark} Yes.",
    ) == [
        ("Discussion", []),
        ("Fees", ["Ports charge fees."]),
        ("Challenge 2: Wells run dry", ["That is so."]),
        ("Are tides measured?", ["Yes."]),
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["**Fees.** Ports charge.", "**Wells.** They dry.", "Tides rise."],
        ["**Fees** are high.", "**Wells** are dry.", "**Tides** rise."],
        ["**Ana:** Fees.", "**Cy:** Wells.", "**Ana:** Tides.", "**Cy:** Yes."],
        ["**Ms. Ana Lund:** Fees.", "**Mr. Cy Marsh:** Wells.", "**Dr. Eva Tan:** Tides."],
        ["**Ana Lund:** Fees.", "**Cy Marsh:** Wells.", "**Eva Tan:** Tides."],
        ["- **Fees.** High.", "- **Wells.** Dry.", "- **Tides.** High."],
        ["**Fees are high.**", "**Wells are dry.**", "**Tides rise.**"],
    ],
    ids=[
        "two",
        "stressed words",
        "speakers",
        "titled speakers",
        "names",
        "list items",
        "whole paragraphs",
    ],
)
def test_other_words_in_other_type_are_no_run_in_headings(paragraphs):
    titles = [title for title, _ in read(*paragraphs)]

    assert not {"Fees", "Wells", "Tides", "Ana", "Cy", "Ana Lund", "Ms. Ana Lund"} & set(titles)


def test_no_word_is_lost_between_a_heading_and_its_text():
    sessions = read("**Fees.** One.", "**Wells:** Two.", "**Tides.** Three.")

    assert sessions[1:] == [("Fees", ["One."]), ("Wells", ["Two."]), ("Tides", ["Three."])]


def test_documents_without_such_type_stay_as_they_are():
    parts = document("= Report\n== Discussion\nFees. Ports charge fees.\nWells. They run dry.")
    drafts = [
        parse_report(readers.read(f"r.{ending}", write(parts)), Vocabulary())
        for ending, write in (("md", as_markdown), ("html", as_html), ("docx", as_docx))
    ]

    assert [[session.title for session in draft.sessions] for draft in drafts] == 3 * [
        ["Discussion"]
    ]


def test_what_stands_below_such_headings_belongs_to_the_section_of_recommendations():
    content = (
        b"# Report of the Workshop on Wells\n\n## Recommendations\n\n"
        b"**Fees.** Ports should publish fees.\n\n**Wells.** Towns should dig wells.\n\n"
        b"**Tides.** States should measure tides.\n"
    )
    draft = parse_report(readers.read("r.md", content), Vocabulary())

    assert [found.text for found in draft.recommendations] == [
        "Ports should publish fees.",
        "Towns should dig wells.",
        "States should measure tides.",
    ]
