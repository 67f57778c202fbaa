"""DataCite metadata of a report as XML, for harvesters. Pure."""

from typing import Any

from lxml import etree

from portal.exports.citations import datacite
from portal.exports.citations.citation import Citation
from portal.exports.citations.xml_schema import LANGUAGE, located

NAMESPACE = datacite.SCHEMA
LOCATION = "http://schema.datacite.org/meta/kernel-4/metadata.xsd"
# DataCite requires a text beside its general type.
UNNAMED_KIND = "Report"


def element(citation: Citation) -> Any:
    """Return the metadata of a whole report, identified by its DOI or else by its address."""
    stated = datacite.metadata(citation)
    root = located(NAMESPACE, LOCATION, "resource", {None: NAMESPACE})
    add_identifiers(root, citation)
    add_names(root, "creator", stated["creators"])
    titles = add(root, "titles")
    for title in stated["titles"]:
        add(titles, "title", title["title"], **{LANGUAGE: title["lang"]})
    add(root, "publisher", stated["publisher"]["name"])
    add(root, "publicationYear", str(stated["publicationYear"]))
    kind = stated["types"]["resourceType"] or UNNAMED_KIND
    add(root, "resourceType", kind, resourceTypeGeneral=stated["types"]["resourceTypeGeneral"])
    add_names(root, "contributor", stated.get("contributors", []))
    add_dates(root, stated["dates"])
    for tag in ("language", "version"):
        if tag in stated:
            add(root, tag, stated[tag])
    add_places(root, stated.get("geoLocations", []))
    return root


def add(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    child.text = text
    return child


def add_identifiers(root: Any, citation: Citation) -> None:
    if not citation.doi:
        add(root, "identifier", citation.url, identifierType="URL")
        return
    add(root, "identifier", citation.doi, identifierType="DOI")
    others = add(root, "alternateIdentifiers")
    add(others, "alternateIdentifier", citation.url, alternateIdentifierType="URL")


def add_names(root: Any, tag: str, agents: list[dict[str, str]]) -> None:
    """Add creators or contributors, if there are any."""
    if not agents:
        return
    parent = add(root, f"{tag}s")
    for agent in agents:
        role = agent.get("contributorType")
        child = add(parent, tag, **({"contributorType": role} if role else {}))
        add(child, f"{tag}Name", agent["name"], nameType=agent["nameType"])


def add_dates(root: Any, dates: list[dict[str, str]]) -> None:
    parent = add(root, "dates")
    for date in dates:
        information = date["dateInformation"]
        add(parent, "date", date["date"], dateType=date["dateType"], dateInformation=information)


def add_places(root: Any, places: list[dict[str, str]]) -> None:
    if places:
        parent = add(root, "geoLocations")
        for place in places:
            add(add(parent, "geoLocation"), "geoLocationPlace", place["geoLocationPlace"])
