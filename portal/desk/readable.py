"""A snapshot in words: every key in it as what it is called, every choice by its label."""

from collections.abc import Callable
from typing import Any

from portal.history.kinds import BY_NAME
from portal.history.schema import UNKNOWN_STATUS
from portal.history.shared import Called
from portal.history.snapshot import Data
from reports.models import ThemeStatus
from reports.models.agenda import heading

# Behind the name of a theme; of a confirmed one nothing.
THEME_STATUS = {
    ThemeStatus.SUGGESTED: " (suggested)",
    UNKNOWN_STATUS: " (status unknown)",
}
Piece = tuple[str, dict[str, str]]
ROLES = {"addressee": "addressees", "issuer": "issuers", "named": "named"}
SHARED = {
    "co_chairs": "organization",
    "organizations": "organization",
    "speaking_organizations": "organization",
    "instruments": "instrument",
}


class Reader:
    """Reads one snapshot; `names` says what the shared records in it are called."""

    def __init__(self, data: Data, names: Called):
        self.data, self.names = data, names
        self.titles = {
            kind: {one["key"]: self.name_of(kind, one) for one in data[kind]}
            for kind in ("session", "paragraph", "recommendation")
        }
        self.titles["participation"] = {
            one["key"]: self.called("person", one["person_id"])
            for one in data["participation"]
        }
        self.speakers: dict[int, list[str]] = {}
        for one in data["contribution"]:
            name = self.titles["participation"][one["participation"]]
            self.speakers.setdefault(one["paragraph"], []).append(name)

    def pieces(self) -> dict[str, dict[Any, Piece]]:
        """Return {kind: {key: (name, {field: text})}}."""
        found = {
            "report": {"": ("The report", self.texts("report", self.data["report"]))}
        }
        for kind in (
            "session",
            "paragraph",
            "recommendation",
            "participation",
            "annex",
            "part",
        ):
            found[kind] = {
                one["key"]: (self.name_of(kind, one), self.texts(kind, one))
                for one in sorted(self.data[kind], key=self.place_of(kind))
            }
        return found

    def place_of(self, kind: str) -> Callable[[Data], Any]:
        if kind == "paragraph":
            places = {one["key"]: one["position"] for one in self.data["session"]}
            return lambda one: (places[one["session"]], one["position"])
        return lambda one: (
            one.get("position") if kind in {"session", "recommendation"} else one["key"]
        )

    def called(self, register: str, key: int) -> str:
        known = self.names.get(register, {}).get(str(key))
        return known["name"] if known else f"{register} {key}"

    def theme(self, key: int, status: str) -> str:
        return self.called("theme", key) + THEME_STATUS.get(status, "")

    def name_of(self, kind: str, record: Data) -> str:
        if kind == "session":
            return heading(record["kind"], record["number"], record["title"])
        if kind == "paragraph":
            return (
                f"Paragraph {record['number']}"
                if record["number"]
                else f"Paragraph “{record['text'][:50]}”"
            )
        if kind == "recommendation":
            return f"Recommendation {record['label'] or record['reference']}"
        if kind == "participation":
            return self.called("person", record["person_id"])
        return record.get("label") or f"“{record['text'][:50]}”"

    def texts(self, kind: str, record: Data) -> dict[str, str]:
        texts = {name: self.text(kind, name, value) for name, value in record.items()}
        if kind == "paragraph":
            texts["speakers"] = ", ".join(self.speakers.get(record["key"], []))
        if kind == "participation":
            texts["person"] = self.called("person", record["person_id"])
            texts["organizations"] = ", ".join(
                self.called("organization", key) for key, _ in record["affiliations"]
            )
        if kind == "recommendation":
            for role, name in ROLES.items():
                texts[name] = ", ".join(
                    self.called("organization", key)
                    for key, said, _ in record["involvements"]
                    if said == role
                )
        return texts

    def text(self, kind: str, name: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if name == "themes":
            return ", ".join(sorted(self.theme(*row) for row in value))
        if name in SHARED:
            return ", ".join(sorted(self.called(SHARED[name], key) for key in value))
        if kind in BY_NAME and name in BY_NAME[kind].within:
            return self.titles[BY_NAME[kind].within[name]].get(value, "")
        return self.label(kind, name, value)

    def label(self, kind: str, name: str, value: Any) -> str:
        if (
            kind in BY_NAME
            and name in BY_NAME[kind].columns
            and not name.endswith("_id")
        ):
            choices = BY_NAME[kind].model._meta.get_field(name).choices
            if choices:
                return str(dict(choices).get(value, value))
        return str(value)
