"""Identifiers of records: oai:HOST:reports/12, oai:HOST:reports/12/recommendations/21.A.1. Pure.

A report is named by its key and not by its slug, which may change.
"""

import re
from enum import StrEnum
from typing import NamedTuple


class RecordKind(StrEnum):
    """What a record describes; also the first part of its path in the report."""

    REPORTS = "reports"
    RECOMMENDATIONS = "recommendations"
    PARAGRAPHS = "paragraphs"


PARTS = (RecordKind.RECOMMENDATIONS, RecordKind.PARAGRAPHS)
# A longer number is not a key.
LOCAL_NAME = re.compile(r"reports/([1-9][0-9]{0,17})(?:/((?:recommendations|paragraphs)/[^/]+))?")


class Address(NamedTuple):
    """The key of the report, and the path of a part in it."""

    report: int
    path: str = ""

    @property
    def kind(self) -> RecordKind:
        return RecordKind(self.path.partition("/")[0]) if self.path else RecordKind.REPORTS

    @property
    def name(self) -> str:
        """The reference or anchor of the part."""
        return self.path.partition("/")[2]


def identifier(host: str, address: Address) -> str:
    path = f"/{address.path}" if address.path else ""
    return f"oai:{host}:reports/{address.report}{path}"


def parse_identifier(host: str, text: str) -> Address | None:
    """Return the address, or None if no record can have the identifier."""
    prefix = f"oai:{host}:"
    match = LOCAL_NAME.fullmatch(text.removeprefix(prefix)) if text.startswith(prefix) else None
    return Address(int(match[1]), match[2] or "") if match else None
