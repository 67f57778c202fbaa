"""How reports print the names of people: honorifics, name words, short forms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Titles before a name. “U” and “Daw” are part of a Burmese name and no title here.
HONORIFICS = (
    *(r"H\.?\s?E\.?", r"Hon(?:ou?rable)?\.?", r"Mr\.?", r"Mrs\.?", r"Ms\.?", "Miss", "Mdm"),
    *("Madam", r"Dr\.?", r"Prof(?:essor)?\.?", r"Atty\.?", r"Amb(?:assador)?\.?", "Sir"),
    *("Dato['’]?", "Datuk", "Datin", "Tan Sri", r"Engr\.?", r"Rev\.?", r"Gen(?:eral)?\.?"),
    *(r"Col(?:onel)?\.?", r"Lt\.?", r"Maj(?:or)?\.?", r"Capt(?:ain)?\.?", r"Cmdr\.?"),
)  # fmt: skip
PARTICLES = (
    *("bin", "binti", "bte", "ibn", "al", "el", "de", "da", "del", "dela", "della", "delos"),
    *("di", "dos", "du", "la", "las", "le", "los", "san", "van", "der", "den", "von", "y"),
    *("a/l", "a/p", "s/o", "d/o"),
)  # fmt: skip

HONORIFIC = rf"(?:(?:{'|'.join(HONORIFICS)})\s+)"
# An apostrophe counts inside a word, not before the s of a genitive.
WORD = r"[^\W\d_a-z](?:[\w.-]|['’](?!s\b))*"
NAME = rf"{WORD}(?:\s+(?:(?:{'|'.join(map(re.escape, PARTICLES))})\s+)*{WORD}){{0,5}}"
TITLED = re.compile(
    rf"(?<![\w.])(?P<honorifics>{HONORIFIC}+)(?P<name>(?!{HONORIFIC}){NAME})"
)
TRAILING = re.compile(r"[.\s]+$")


@dataclass(frozen=True)
class Printed:
    """A name with its honorifics at a place of a text."""

    name: str
    honorifics: str
    start: int
    end: int

    @property
    def whole(self) -> str:
        return f"{self.honorifics} {self.name}"


def titled_names(text: str) -> Iterator[Printed]:
    """Yield the names that stand behind an honorific, in order."""
    for found in TITLED.finditer(text):
        name = found["name"]
        # The point of an initial belongs to it, that of a sentence does not.
        if len(name.split()[-1]) > 2:
            name = TRAILING.sub("", name)
        honorifics = " ".join(found["honorifics"].split())
        start = found.start("name")
        yield Printed(name, honorifics, found.start(), start + len(name))


def is_short_form(short: str, name: str) -> bool:
    """Say whether every word of the short form is one of the name's, and some are left out."""
    few, all_words = short.casefold().split(), name.casefold().split()
    return len(few) < len(all_words) and set(few) <= set(all_words)
