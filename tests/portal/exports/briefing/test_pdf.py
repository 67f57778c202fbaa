"""Briefings as PDF, read back with pypdf."""

import io
import re

import pytest
from pypdf import PdfReader

from portal.exports.briefing import pdf
from reports.text import normalize_whitespace
from tests.builders.briefings import brief, make_two_workshops

pytestmark = pytest.mark.django_db


@pytest.fixture
def briefing():
    make_two_workshops()
    return brief("recommendations")


@pytest.fixture
def reader(briefing):
    return PdfReader(io.BytesIO(pdf.pdf_content(briefing)))


def tags(element):
    """Yield the tags of a structure tree in reading order."""
    element = element.get_object()
    if not hasattr(element, "get"):
        return
    if "/S" in element:
        yield element["/S"]
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from tags(kid)


def test_it_says_to_be_pdf_ua_with_title_and_language(reader, briefing):
    catalog = reader.trailer["/Root"]
    metadata = catalog["/Metadata"].get_object().get_data().decode()

    assert re.search(r'pdfuaid:part(?:>|=")1', metadata)
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    assert reader.metadata.title == f"{briefing.title}: {briefing.summary}"


def test_headings_are_tagged_as_headings(reader, briefing):
    headings = [tag for tag in tags(reader.trailer["/Root"]["/StructTreeRoot"]) if tag[:2] == "/H"]

    assert [tag for tag in headings if tag != "/H1"] == [
        tag for section in briefing.sections for tag in ["/H2", *["/H3"] * len(section.subsections)]
    ]


def test_every_text_is_in_it_and_every_footnote_on_the_page_of_its_item(reader, briefing):
    pages = [normalize_whitespace(page.extract_text()) for page in reader.pages]

    for item in briefing.items:
        (page,) = [page for page in pages if f"{item.lead} {item.text.words}" in page]
        assert item.footnote.partition(" Available")[0] in page


def test_it_fetches_nothing():
    with pytest.raises(ValueError, match="may not fetch anything"):
        pdf.refuse_address("file:///etc/passwd")
