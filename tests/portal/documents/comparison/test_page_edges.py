"""Running heads and footnotes may stand at another edge of their page; the text may not."""

import pytest

from portal.documents.comparison.compare import compare
from portal.documents.second_extraction.extraction import Extraction
from portal.parsing.source import Layout, Source

HEAD = Layout(discards=((0, 9, "running head"),))
LINES = ["Head here", "Some text is here", "and it goes on", "1 A footnote.", "2 Another."]
LAYOUT = {0: HEAD, 3: Layout(footnote=1), 4: Layout(footnote=2)}


def differences(lines, *pages, layout=LAYOUT):
    source = Source("a.pdf", "application/pdf", "\n".join(lines), layout, pages=(0,))
    return [(item.kind.value, item.ours) for item in compare(source, Extraction(pages))]


@pytest.mark.parametrize(
    "order", [(0, 1, 2, 3, 4), (3, 4, 0, 1, 2), (1, 2, 0, 3, 4), (0, 3, 4, 1, 2)]
)
def test_heads_and_footnotes_may_be_drawn_before_or_after_the_text(order):
    assert differences(LINES, "\n".join(LINES[index] for index in order)) == []


def test_a_head_within_the_text_is_in_another_place():
    order = [LINES[index] for index in (1, 0, 2, 3, 4)]

    assert differences(LINES, "\n".join(order)) == [("order", "Head here")]


def test_a_line_of_text_in_the_place_of_a_head_is_in_another_place():
    # The reader takes the first line for the head, which it is not.
    lines = [LINES[index] for index in (1, 0, 2, 3, 4)]

    assert differences(lines, "\n".join(LINES)) == [("order", "here Head")]


def test_footnotes_keep_their_order():
    order = [LINES[index] for index in (0, 1, 2, 4, 3)]

    assert [kind for kind, _ in differences(LINES, "\n".join(order))] == ["order"]


def test_a_footnote_that_is_missing_is_reported():
    assert differences(LINES, "\n".join(LINES[:4])) == [("added", "2 Another.")]


def test_a_head_with_a_broken_word_is_reported():
    lines = ["He ad here", *LINES[1:]]
    layout = LAYOUT | {0: Layout(discards=((0, 10, "running head"),))}
    theirs = "\n".join([*LINES[1:], LINES[0]])

    assert differences(lines, theirs, layout=layout) == [("boundaries", "He ad")]
