"""DataCite JSON: what a secretariat registers for the DOI of a report. Pure."""

from typing import Any

from portal.exports.citations.bibtex import iso, period
from portal.exports.citations.citation import Author, Citation, one_line

MEDIA_TYPE = "application/vnd.datacite.datacite+json"
SCHEMA = "http://datacite.org/schema/kernel-4"
# DataCite's word for a creator or publisher that nobody has stated.
UNKNOWN = "(:unkn)"


def metadata(citation: Citation) -> dict[str, Any]:
    """Return the metadata of a whole report; without a DOI, those to register one with."""
    report = citation.report
    day = report.last_day
    stated = {
        "doi": citation.doi,
        "creators": [creator(author) for author in citation.authors or (Author(UNKNOWN),)],
        "titles": [{"title": one_line(report.title), "lang": report.language}],
        "publisher": {"name": one_line(report.body.name) if report.body else UNKNOWN},
        "publicationYear": day.year if day else None,
        "types": {"resourceTypeGeneral": "Report", "resourceType": one_line(report.kind)},
        "contributors": [
            {**creator(author), "contributorType": "Other"} for author in report.co_chairs
        ],
        "dates": [
            {"date": value, "dateType": kind, "dateInformation": information}
            for value, kind, information in (
                (period(report.starts_on, report.ends_on), "Other", "Days of the workshop"),
                (iso(day), "Issued", "Last day of the workshop"),
                (iso(report.published_on), "Available", "Day of this version"),
            )
            if value
        ],
        "geoLocations": [{"geoLocationPlace": one_line(report.place)}] if report.place else [],
        "language": report.language,
        "version": str(report.version or ""),
        "url": citation.url,
        "schemaVersion": SCHEMA,
    }
    return {name: value for name, value in stated.items() if value}


def creator(author: Author) -> dict[str, str]:
    return {
        "name": one_line(author.name),
        "nameType": "Personal" if author.is_person else "Organizational",
    }
