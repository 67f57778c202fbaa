"""Meta elements of Highwire and Dublin Core, as Zotero reads them."""

import pytest

from portal.exports.citations.citation import CitedKind
from portal.exports.citations.dublin_core import meta_elements
from tests.builders.citations import cite_recommendation, cite_report, cite_statement
from tests.harness.zotero import item_of

TITLE = "ARF Workshop on Security, Stability and International Migration"


@pytest.mark.parametrize("kind", [CitedKind.REPORT, CitedKind.VERSION])
def test_a_report_is_saved_as_a_report_of_its_body(kind):
    citation = cite_report(doi="10.1234/arf")
    elements = meta_elements(citation if kind == CitedKind.REPORT else as_version(citation))

    expected = {
        "itemType": "report",
        "creators": ["ASEAN Regional Forum"],
        "title": TITLE,
        "date": "2015/03/11",
        "institution": "ASEAN Regional Forum",
        "language": "en",
    }
    own = {"DOI": "10.1234/arf"} if kind == CitedKind.REPORT else {"url": citation.url}
    assert item_of(elements) == expected | own


def as_version(citation):
    return type(citation)(**vars(citation) | {"kind": CitedKind.VERSION})


@pytest.mark.parametrize(
    ("citation", "creator", "title"),
    [
        (cite_statement(), "Andrew Bruce", "Paragraph 13"),
        (cite_recommendation(), "Participants", "Recommendation 21.C.3.b"),
    ],
)
def test_a_part_is_saved_as_a_section_of_the_report(citation, creator, title):
    elements = meta_elements(citation)

    assert item_of(elements) == {
        "itemType": "bookSection",
        "creators": [creator],
        "title": title,
        "date": "2015/03/11",
        "bookTitle": TITLE,
        "publisher": "ASEAN Regional Forum",
        "language": "en",
    }
    assert ("DCTERMS.isPartOf", "https://example.org/reports/arf-2015/") in elements
    assert ("DC.type", citation.genre) in elements
