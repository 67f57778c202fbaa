"""The metadata formats, and the kinds of records that each can describe. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.exports.citations import datacite_xml, oai_dc
from portal.oai.identifiers import RecordKind
from portal.oai.oai_record import OaiRecord
from portal.oai.protocol import ErrorCode, OaiError, bad_argument

PREFIX = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")


@dataclass(frozen=True)
class MetadataFormat:
    prefix: str
    schema: str
    namespace: str
    kinds: tuple[RecordKind, ...]
    # Gets the record and the license.
    write: Callable[[OaiRecord, str], Any]


def write_oai_dc(record: OaiRecord, rights: str) -> Any:
    return oai_dc.element(record.cited, record.subjects, rights)


def write_datacite(record: OaiRecord, rights: str) -> Any:
    return datacite_xml.element(record.cited)


FORMATS = {
    one.prefix: one
    for one in (
        MetadataFormat("oai_dc", oai_dc.SCHEMA, oai_dc.NAMESPACE, tuple(RecordKind), write_oai_dc),
        # A DOI names a whole report, never a part of one.
        MetadataFormat(
            "datacite",
            datacite_xml.LOCATION,
            datacite_xml.NAMESPACE,
            (RecordKind.REPORTS,),
            write_datacite,
        ),
    )
}


def find_format(prefix: str) -> MetadataFormat:
    if not PREFIX.fullmatch(prefix):
        raise bad_argument("Write the metadataPrefix as in ListMetadataFormats.")
    if prefix not in FORMATS:
        formats = ", ".join(FORMATS)
        raise OaiError(ErrorCode.CANNOT_DISSEMINATE_FORMAT, f"The formats are {formats}.")
    return FORMATS[prefix]


def formats_of(kind: RecordKind) -> list[MetadataFormat]:
    return [one for one in FORMATS.values() if kind in one.kinds]
