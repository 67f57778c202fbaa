"""Know the meeting by the acronym in its title: “WKTIDE recommends …” in the report of WKTIDE."""

import re
from dataclasses import dataclass

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
    def of(cls, title: str) -> "MeetingName":
        match = ACRONYM.search(title)
        return cls(match["acronym"]) if match and NAMES_MEETING.search(title) else cls()

    def spelled_out(self, text: str) -> str:
        """Return the text with “the workshop” for the acronym, to be judged, not stored."""
        if not self.acronym or self.acronym not in text:
            return text
        return re.sub(rf"\b(?:[Tt]he\s+)?{re.escape(self.acronym)}\b", "The workshop", text)
