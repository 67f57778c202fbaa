"""FAIR Signposting in the header of a page."""

import re

from portal.exports.citations.signposting import link_header
from tests.builders.citations import cite_report, cite_statement


def parse(header):
    """Return (relation, URL, media type) of each link."""
    links = re.findall(r'<([^>]*)>; rel="([^"]*)"(?:; type="([^"]*)")?', header)
    return [(relation, url, media_type) for url, relation, media_type in links]


def test_a_part_names_itself_its_speaker_its_descriptions_and_the_report():
    citation = cite_statement()

    assert parse(link_header(citation)) == [
        ("cite-as", citation.url, ""),
        ("type", "https://schema.org/Quotation", ""),
        ("type", "https://schema.org/AboutPage", ""),
        ("describedby", f"{citation.url}cite.bib", "application/x-bibtex"),
        ("describedby", f"{citation.url}cite.ris", "application/x-research-info-systems"),
        (
            "describedby",
            f"{citation.url}cite.json",
            "application/vnd.citationstyles.csl+json",
        ),
        ("describedby", f"{citation.url}cite.jsonld", "application/ld+json"),
        ("author", "https://example.org/speakers/andrew-bruce/", ""),
        ("collection", "https://example.org/reports/arf-2015/", "text/html"),
    ]


def test_a_report_with_a_doi_is_cited_by_it_and_names_its_file():
    files = (("https://example.org/reports/arf-2015/source", "application/pdf"),)

    links = parse(link_header(cite_report(doi="10.1234/arf"), files=files))

    assert links[0] == ("cite-as", "https://doi.org/10.1234/arf", "")
    assert links[-1] == ("item", *files[0])
