"""The text of a PDF comes page by page, in the order in which the file draws it."""

from portal.documents.second_extraction.pdf import extract
from tests.builders.pdf_files import Type, printed


def test_each_page_has_its_text_in_the_order_of_drawing():
    content = printed([Type("Below", 100), Type("Above", 600)], [Type("Next page", 600)])

    assert [page.split() for page in extract(content)] == [["Below", "Above"], ["Next", "page"]]
