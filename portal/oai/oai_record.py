"""A record of the protocol, as a value. Pure."""

from dataclasses import dataclass
from datetime import datetime

from portal.exports.citations.citation import Citation
from portal.oai.identifiers import Address
from portal.oai.set_specs import OaiSet


@dataclass(frozen=True)
class OaiRecord:
    """A record that is public, or one that was."""

    address: Address
    datestamp: datetime
    sets: tuple[OaiSet, ...] = ()
    is_deleted: bool = False
    # What it describes; None for deleted records, and where only headers are asked for.
    citation: Citation | None = None
    # Labels of confirmed themes.
    subjects: tuple[str, ...] = ()

    @property
    def cited(self) -> Citation:
        if self.citation is None:
            raise ValueError("The record has no metadata.")
        return self.citation
