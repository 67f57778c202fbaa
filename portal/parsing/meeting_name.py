"""Recognize the meeting by the acronym in its title: “WKTIDE recommends …”."""

import re
from dataclasses import dataclass

from portal.parsing.gazetteer import Gazetteer

ACRONYM = re.compile(r"\((?P<acronym>[A-Z][A-Za-z-]*[A-Z][\w-]*)\)")
NAMES_MEETING = re.compile(
    r"\b(?:workshop|meeting|seminar|conference|forum|symposium|dialogue|consultation)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class MeetingName:
    """The acronym of the meeting; empty if the title gives none."""

    acronym: str = ""

    @classmethod
    def of(cls, title: str, organizations: Gazetteer) -> "MeetingName":
        """Return the name of the meeting with this title; the acronym of a body is not its name."""
        match = ACRONYM.search(title)
        if match is None or not NAMES_MEETING.search(title):
            return cls()
        return cls() if organizations.lookup(match["acronym"]) else cls(match["acronym"])

    def spelled_out(self, text: str) -> str:
        """Return the text with “the workshop” for the acronym, to be judged, not stored."""
        if not self.acronym or self.acronym not in text:
            return text
        return re.sub(rf"\b(?:[Tt]he\s+)?{re.escape(self.acronym)}\b", "The workshop", text)
