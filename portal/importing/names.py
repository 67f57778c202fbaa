"""How reports print the names of people: honorifics, name words, short forms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Titles before a name. “U” and “Daw” are part of a Burmese name and no title here.
HONORIFICS = (
    *(r"H\.?\s?E\.?", r"Hon(?:ou?rable)?\.?", r"Mr\.?", r"Mrs\.?", r"Ms\.?", "Miss", "Mdm"),
    *("Madam", r"Dr\.?", r"Prof\.?", r"Atty\.?", r"Amb\.?", "Sir"),
    *("Dato['’]?", "Datuk", "Datin", "Tan Sri", r"Engr\.?", r"Rev\.?", r"Gen\."),
    *(r"Col\.?", r"Lt\.?", r"Maj\.", r"Capt\.", r"Cmdr\.?", r"Brig\.?", "Brigadier", "MG", "BG"),
    *("Air Commodore", "Air Marshal", "Air Vice Marshal", "Rear Admiral", "Vice Admiral"),
    *("Admiral", "Commodore", "Senior Colonel", "His Excellency", "Her Excellency"),
)  # fmt: skip
# Words that head other phrases, too: before two words they are a title, before one they may be.
RANKS = ("General", "Major", "Colonel", "Captain", "Ambassador", "Professor")
# Of these even two words are no name unless an introduction follows: “Major Policy Challenges”.
ORDINARY = {"General", "Major"}
SEXES = {
    **dict.fromkeys(("mr", "sir"), "male"),
    **dict.fromkeys(("mrs", "ms", "miss", "mdm", "madam", "datin"), "female"),
}
PARTICLES = (
    *("bin", "binti", "bte", "ibn", "al", "el", "de", "da", "del", "dela", "della", "delos"),
    *("di", "dos", "du", "la", "las", "le", "los", "san", "van", "der", "den", "von", "y"),
    *("a/l", "a/p", "s/o", "d/o"),
)  # fmt: skip

HONORIFIC = rf"(?:(?:{'|'.join((*HONORIFICS, *RANKS))})\s+)"
# An apostrophe counts inside a word, not before the s of a genitive.
WORD = r"[^\W\d_a-z](?:[\w.-]|['’](?!s\b))*"
NAME = rf"{WORD}(?:\s+(?:(?:{'|'.join(map(re.escape, PARTICLES))})\s+)*{WORD}){{0,5}}"
TITLED = re.compile(
    rf"(?<![\w.-])(?P<honorifics>{HONORIFIC}{{1,5}})(?P<name>(?!{HONORIFIC}){NAME})"
)
# A Burmese name without a title; “U” and “Daw” are its first word.
BURMESE = re.compile(rf"(?<![\w.-])(?P<name>(?:U|Daw)\s+{WORD}(?:\s+{WORD}){{1,3}})")
LEADING = re.compile(rf"{HONORIFIC}{{1,5}}")
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
        return f"{self.honorifics} {self.name}".strip()

    @property
    def is_of_rank(self) -> bool:
        """Say whether only words that head other phrases, too, stand before the name."""
        return set(self.honorifics.split()) <= set(RANKS)

    @property
    def is_sure(self) -> bool:
        return not self.is_of_rank or " " in self.name

    @property
    def needs_introduction(self) -> bool:
        """Say whether the name alone is too little to make a person of it."""
        return " " not in self.name or set(self.honorifics.split()) <= ORDINARY

    @property
    def sex(self) -> str:
        return sex_of(self.honorifics)


def titled_names(text: str, start: int = 0) -> Iterator[Printed]:
    """Yield the names that stand behind an honorific from a place on, in order."""
    for found in either(text, start):
        name = found["name"]
        # The point of an initial belongs to it, that of a sentence does not.
        if len(name.split()[-1]) > 2:
            name = TRAILING.sub("", name)
        honorifics = " ".join((found.groupdict().get("honorifics") or "").split())
        end = found.start("name") + len(name)
        yield Printed(name, honorifics, found.start(), end)


def either(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield titled and Burmese names in order; the latter where no title stands before."""
    reached = start
    found = [*TITLED.finditer(text, start), *BURMESE.finditer(text, start)]
    for one in sorted(found, key=lambda one: one.start()):
        if one.start() >= reached:
            reached = one.end()
            yield one


def is_short_form(short: str, name: str) -> bool:
    """Say whether every word of the short form is one of the name's, and some are left out."""
    few, all_words = short.casefold().split(), name.casefold().split()
    return len(few) < len(all_words) and set(few) <= set(all_words)


def without_honorifics(form: str) -> str:
    """Return a printed form without the titles before the name."""
    found = LEADING.match(form)
    return form[found.end() :] if found else form


def sex_of(form: str) -> str:
    """Return the sex that a title in the printed form shows, or nothing."""
    words = (word.strip(".").lower() for word in form.split())
    return next((SEXES[word] for word in words if word in SEXES), "")
