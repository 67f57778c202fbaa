"""PDF: words in reading order, and the layout derived from their position and size."""

import pytest

from portal.documents import readers
from portal.parsing.source import UnreadableError
from tests.builders.pdf_files import Type, paragraphs, printed

FULL = "The participants went on to speak of the ways in which countries of origin and of"


def read(*pages):
    return readers.read("r.pdf", printed(*pages))


def words(source):
    return [line.text.strip() for line in source.lines if not line.is_blank]


def discards(source):
    return [
        (line.text[start:end], reason)
        for line in source.lines
        for start, end, reason in line.layout.discards
    ]


def headings(source):
    return [(line.text, line.layout.heading) for line in source.lines if line.layout.heading]


def footnotes(source):
    return [(line.text, line.layout.footnote) for line in source.lines if line.layout.footnote]


def test_paragraphs_separated_by_a_gap_get_an_empty_line_between_them():
    source = read(paragraphs("1. One goes\non here.", "2. Two."))

    assert source.text == "1. One goes\non here.\n\n2. Two."
    assert source.media_type == "application/pdf"


def test_lines_are_read_top_to_bottom_whatever_their_order_in_the_file():
    lines = paragraphs("First.", "Second.", "Third.")

    assert words(read(lines[::-1])) == ["First.", "Second.", "Third."]


def test_a_short_line_that_ends_a_sentence_ends_its_paragraph():
    source = read(paragraphs(f"{FULL}\ndestination.\n{FULL}\ntransit.", gap=0))

    assert source.text == f"{FULL}\ndestination.\n\n{FULL}\ntransit."


def test_an_indent_starts_a_new_paragraph():
    lines = [
        Type(f"{FULL} others.", 700),
        Type(
            "Another begins here and fills its line up to the very margin, too.",
            688,
            120,
        ),
    ]

    assert "\n\n" in read(lines).text


def test_a_paragraph_continues_across_a_page_break():
    source = read(paragraphs(f"1. {FULL}"), paragraphs("destination work together."))

    assert source.text == f"1. {FULL}\ndestination work together."
    assert source.pages == (0, len(f"1. {FULL}\n"))


def test_a_line_repeated_at_the_same_height_of_every_page_is_a_running_head():
    pages = [
        [
            Type("CO-CHAIRS’ REPORT", 770),
            *paragraphs(f"{n}. Text."),
            Type(f"Page {n} of 3", 30),
        ]
        for n in (1, 2, 3)
    ]

    assert discards(read(*pages)) == [
        (text, reason)
        for n in (1, 2, 3)
        for text, reason in (
            ("CO-CHAIRS’ REPORT", "running head"),
            (f"Page {n} of 3", "page number"),
        )
    ]


def test_a_line_repeated_within_the_text_stays_text():
    pages = [paragraphs(f"{n}. Text.", "It made recommendations.") for n in (1, 2, 3)]

    assert discards(read(*pages)) == []


def test_an_outermost_page_number_is_discarded_wherever_it_stands():
    pages = [[*paragraphs("Text."), Type(str(n), 30, left=50 * n)] for n in (3, 4)]

    assert discards(read(*pages)) == [("3", "page number"), ("4", "page number")]


def test_larger_type_and_standalone_bold_lines_are_headings_ranked_by_size():
    lines = [
        Type("Report of the Workshop", 760, size=18),
        Type("Session 1: Trends", 720, size=14),
        *paragraphs("Text one of the session.", top=690),
        Type("Discussion", 640, bold=True),
        *paragraphs("Text two of the session.", top=620),
    ]

    assert headings(read(lines)) == [
        ("Report of the Workshop", 1),
        ("Session 1: Trends", 2),
        ("Discussion", 3),
    ]


@pytest.mark.parametrize(
    "bold",
    [
        "1. Ratify the Convention (France);",
        "and the rest of it",
        "Key points:",
        "• one",
    ],
)
def test_bold_type_within_the_text_is_not_a_heading(bold):
    lines = [
        *paragraphs("A first paragraph of text.", "A second one."),
        Type(bold, 600, bold=True),
        *paragraphs("A third paragraph.", top=570),
    ]

    assert headings(read(lines)) == []


def test_bold_lines_are_not_headings_in_a_mostly_bold_document():
    lines = [
        Type("All of it is bold", 700, bold=True),
        Type("Every line", 650, bold=True),
    ]

    assert headings(read(lines)) == []


def test_a_footnote_is_separated_and_its_mark_is_superscript():
    lines = [
        Type("The rights", 700),
        Type("1", 703, left=144.6, size=6),
        Type("of migrants were named by the States that took part in it.", 700, left=155),
        Type("1 See the annex to this report,", 90, size=8),
        Type("which is not attached.", 81, size=8),
    ]
    source = read(lines, paragraphs("2. Text."))

    assert words(source)[0].startswith("The rights¹ of migrants")
    assert footnotes(source) == [
        ("1 See the annex to this report,", 1),
        ("which is not attached.", 1),
    ]


def test_a_symbol_marks_a_footnote_only_if_a_word_carries_it():
    title = Type("Report of the Workshop*", 700, size=14)
    note = Type("* Circulated as received.", 90)

    assert footnotes(read([title, note])) == [("* Circulated as received.", 1)]
    assert footnotes(read([note])) == []


@pytest.mark.parametrize(
    ("before", "after", "elsewhere", "word", "dropped"),
    [
        ("the examin-", "ation of it", "An examination.", "examin-ation", 1),
        ("the sub-", "decree of it", "A sub-decree.", "sub-decree", 0),
        ("the multi-", "ethnic state", "An ethnic group.", "multi-ethnic", 0),
        ("the govern-", "ance", "Examin-\nation, examination.", "govern-ance", 1),
    ],
)
def test_a_word_hyphenated_at_the_end_of_a_line_is_rejoined(
    before, after, elsewhere, word, dropped
):
    source = read(paragraphs(elsewhere, f"{before}\n{after}"))
    (line,) = [line for line in source.lines if line.text.startswith(f"the {word}")]

    assert [discard[2] for discard in line.layout.discards] == dropped * [
        "hyphen at the end of a line"
    ]


def test_an_ambiguous_hyphen_at_the_end_of_a_line_is_kept_with_a_note():
    source = read(paragraphs("the sub-\ndecree of it"))

    assert [(note.code, note.reason) for note in source.notes] == [
        (
            "hyphen-assumed",
            "“sub-decree” is broken at the end of a line, and is read with the hyphen.",
        )
    ]
    assert source.text[slice(*source.notes[0].span)] == "the sub-decree"


def test_points_keep_their_indent():
    lines = [
        *paragraphs("Participants agreed to:", "Do this and do that, all of them."),
        Type("• one", 600, left=118),
        Type("• two", 588, left=136),
    ]

    assert [line.text for line in read(lines).lines][-2:] == [
        "    • one",
        "        • two",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (printed([]), "has 1 page and no text: it is a scan"),
        (printed([], []), "has 2 pages and no text"),
        (b"%PDF-1.4", "cannot be opened: it is damaged or incomplete"),
        (printed(*[[]] * 501), "has 501 pages; the limit is 500"),
    ],
)
def test_an_unreadable_pdf_is_refused_with_its_reason(content, sentence):
    with pytest.raises(UnreadableError, match=sentence):
        readers.read("r.pdf", content)
