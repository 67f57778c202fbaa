"""Sets for selective harvesting, and their names in the protocol. Pure.

A setSpec allows few characters: in a value, each byte of any other character in UTF-8 is
written as `~` and two hexadecimal digits (series:Bali~20Process).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote

from portal.oai.protocol import bad_argument
from reports.text import FORBIDDEN

SPEC = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*")


class SetGroup(StrEnum):
    KIND = "kind"
    SERIES = "series"
    LEVEL = "level"
    THEME = "theme"


@dataclass(frozen=True)
class OaiSet:
    """A set; without a value, it contains the records of all sets of its group."""

    group: str
    value: str = ""

    @property
    def spec(self) -> str:
        return f"{self.group}:{encode(self.value)}" if self.value else self.group

    def holds(self, sets: Iterable["OaiSet"]) -> bool:
        """Return whether a record that belongs to `sets` is also in this set."""
        return any(one.group == self.group and self.value in {"", one.value} for one in sets)


def encode(value: str) -> str:
    return quote(value, safe="!*'()").replace("~", "%7E").replace("%", "~")


def parse_spec(spec: str) -> OaiSet:
    """Return the set; whether it has records is another question."""
    if not SPEC.fullmatch(spec):
        raise bad_argument("Write the set as in ListSets, such as level:regional.")
    group, _, encoded = spec.partition(":")
    value = unquote(encoded.replace("~", "%"))
    if FORBIDDEN.search(value):
        raise bad_argument("The set has characters that no set can have.")
    return OaiSet(group, value)
