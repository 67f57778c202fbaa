"""The text of a PDF comes page by page, in the order in which the file draws it."""

from portal.documents.second_extraction.pdf import extract
from tests.builders.pdf_files import Type, printed


def test_each_page_has_its_text_in_the_order_of_drawing():
    content = printed([Type("Below", 100), Type("Above", 600)], [Type("Next page", 600)])

    assert [page.split() for page in extract(content).pages] == [
        ["Below", "Above"],
        ["Next", "page"],
    ]


def test_each_text_has_the_place_at_which_it_is_drawn():
    content = printed([Type("Below", 100, 50), Type("Above", 600, 300)])

    extraction = extract(content)

    assert [
        (extraction.pages[0][chunk.offset :].split()[0], chunk.left, chunk.y)
        for chunk in extraction.chunks[0]
    ] == [("Below", 50, 100), ("Above", 300, 600)]


def test_a_text_reaches_no_further_than_it_says():
    (chunk,) = extract(printed([Type("i" * 10, 100, 50)])).chunks[0][-1:]

    assert 50 <= chunk.right <= 50 + 10 * 10
