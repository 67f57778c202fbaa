"""The mark of a footnote is the last such mark above it."""

from portal.parsing.footnote_marks import footnote_marks
from portal.parsing.source import Layout, Source


def marks(*lines, footnotes):
    """Return (text up to the mark, text of the footnote) for each mark found."""
    layout = {line: Layout(footnote=number) for line, number in footnotes.items()}
    source = Source("r.pdf", "application/pdf", "\n".join(lines), layout)
    return [
        (source.text[: span.end].split("\n")[-1], source.text[int(span.target) :].split("\n")[0])
        for span in footnote_marks(source)
    ]


def test_marks_lead_to_the_footnotes_below_them():
    found = marks("The tide² rose.¹", "¹ In May.", "2 In June.", footnotes={1: 1, 2: 2})

    assert found == [("The tide² rose.¹", "¹ In May."), ("The tide²", "2 In June.")]


def test_numbers_that_begin_anew_on_each_page_lead_to_the_footnote_of_their_page():
    found = marks("Tides¹", "¹ One.", "Ships¹", "¹ Two.", footnotes={1: 1, 3: 2})

    assert found == [("Tides¹", "¹ One."), ("Ships¹", "¹ Two.")]


def test_symbols_are_marks_after_a_word_only():
    found = marks("Report*", "* a point", "* Sent late.", footnotes={2: 1})

    assert found == [("Report*", "* Sent late.")]


def test_a_square_metre_is_no_mark():
    assert marks("Ten m² of sea.", "¹ In May.", footnotes={1: 1}) == []


def test_the_second_line_of_a_footnote_is_not_another_one():
    found = marks("Tides¹ in 10²", "¹ In the years", "2 and after.", footnotes={1: 1, 2: 1})

    assert found == [("Tides¹", "¹ In the years")]
