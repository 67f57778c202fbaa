"""DataCite JSON for the DOI of a report."""

from portal.exports.citations.datacite import metadata
from tests.builders.citations import cite_report


def test_the_metadata_have_all_that_datacite_requires():
    assert metadata(cite_report(doi="10.1234/arf")) == {
        "doi": "10.1234/arf",
        "creators": [{"name": "ASEAN Regional Forum", "nameType": "Organizational"}],
        "titles": [
            {
                "title": "ARF Workshop on Security, Stability and International Migration",
                "lang": "en",
            }
        ],
        "publisher": {"name": "ASEAN Regional Forum"},
        "publicationYear": 2015,
        "types": {"resourceTypeGeneral": "Report", "resourceType": "Co-Chairs’ Summary Report"},
        "contributors": [
            {"name": name, "nameType": "Organizational", "contributorType": "Other"}
            for name in ("Myanmar", "United States")
        ],
        "dates": [
            {
                "date": "2015-03-10/2015-03-11",
                "dateType": "Other",
                "dateInformation": "Days of the workshop",
            },
            {
                "date": "2015-03-11",
                "dateType": "Issued",
                "dateInformation": "Last day of the workshop",
            },
            {
                "date": "2026-11-28",
                "dateType": "Available",
                "dateInformation": "Day of this version",
            },
        ],
        "geoLocations": [{"geoLocationPlace": "Nay Pyi Taw, Myanmar"}],
        "language": "en",
        "version": "2",
        "url": "https://example.org/reports/arf-2015/",
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }


def test_a_report_that_names_no_body_has_unknown_creator_and_publisher_and_no_doi():
    stated = metadata(cite_report(body=None))

    assert (stated["creators"][0]["name"], stated["publisher"]["name"]) == ("(:unkn)",) * 2
    assert "doi" not in stated
