"""The answers of the protocol as XML. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree

from portal.exports.citations.xml_schema import located
from portal.oai.datestamps import GRANULARITY, format_datestamp
from portal.oai.formats import MetadataFormat
from portal.oai.identifiers import Address, identifier
from portal.oai.oai_record import OaiRecord
from portal.oai.protocol import TOKEN, OaiError
from portal.oai.set_specs import OaiSet

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
IDENTIFIER_NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai-identifier"
IDENTIFIER_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"
# A host that the schema of identifiers allows: with a dot, and no number.
DOMAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+")


@dataclass(frozen=True)
class Repository:
    """What Identify says, and what every answer needs."""

    name: str
    base_url: str
    host: str
    email: str
    rights: str = ""


def add(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    child.text = text
    return child


def envelope(repository: Repository, now: datetime, arguments: Mapping[str, str]) -> Any:
    """Return the root of an answer, which repeats the arguments."""
    root = located(NAMESPACE, SCHEMA, "OAI-PMH", {None: NAMESPACE})
    add(root, "responseDate", format_datestamp(now))
    add(root, "request", repository.base_url, **arguments)
    return root


def serialize(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def add_error(root: Any, error: OaiError) -> None:
    add(root, "error", str(error), code=error.code)


def add_identity(root: Any, repository: Repository, earliest: datetime) -> None:
    identity = add(root, "Identify")
    for tag, text in (
        ("repositoryName", repository.name),
        ("baseURL", repository.base_url),
        ("protocolVersion", "2.0"),
        ("adminEmail", repository.email),
        ("earliestDatestamp", format_datestamp(earliest)),
        ("deletedRecord", "persistent"),
        ("granularity", GRANULARITY),
        ("compression", "gzip"),
    ):
        add(identity, tag, text)
    if DOMAIN.fullmatch(repository.host):
        add(identity, "description").append(identifier_scheme(repository.host))


def identifier_scheme(host: str) -> Any:
    prefixes = {None: IDENTIFIER_NAMESPACE}
    scheme = located(IDENTIFIER_NAMESPACE, IDENTIFIER_SCHEMA, "oai-identifier", prefixes)
    for tag, text in (
        ("scheme", "oai"),
        ("repositoryIdentifier", host),
        ("delimiter", ":"),
        ("sampleIdentifier", identifier(host, Address(1, "recommendations/21.C.3.b"))),
    ):
        etree.SubElement(scheme, f"{{{IDENTIFIER_NAMESPACE}}}{tag}").text = text
    return scheme


def add_formats(root: Any, formats: Iterable[MetadataFormat]) -> None:
    parent = add(root, "ListMetadataFormats")
    for one in formats:
        child = add(parent, "metadataFormat")
        add(child, "metadataPrefix", one.prefix)
        add(child, "schema", one.schema)
        add(child, "metadataNamespace", one.namespace)


def add_sets(root: Any, sets: Iterable[tuple[OaiSet, str]]) -> None:
    parent = add(root, "ListSets")
    for oai_set, name in sets:
        child = add(parent, "set")
        add(child, "setSpec", oai_set.spec)
        add(child, "setName", name)


def add_header(parent: Any, host: str, record: OaiRecord) -> None:
    header = add(parent, "header", **({"status": "deleted"} if record.is_deleted else {}))
    add(header, "identifier", identifier(host, record.address))
    add(header, "datestamp", format_datestamp(record.datestamp))
    for oai_set in record.sets:
        add(header, "setSpec", oai_set.spec)


def add_record(
    parent: Any, repository: Repository, record: OaiRecord, metadata_format: MetadataFormat
) -> None:
    child = add(parent, "record")
    add_header(child, repository.host, record)
    if not record.is_deleted:
        metadata = metadata_format.write(record, repository.rights)
        add(child, "metadata").append(metadata)


def add_token(parent: Any, token: str, sent: int) -> None:
    """Add the resumption token; an empty one ends a list of several pages."""
    add(parent, TOKEN, token or None, cursor=str(sent))
