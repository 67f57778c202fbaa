"""Recognize names of people: honorifics, name words, short forms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Titles before a name. “U” and “Daw” are part of a Burmese name, no titles.
HONORIFICS = (
    *(r"H\.?\s?E\.?", r"Hon(?:ou?rable)?\.?", r"Mr\.?", r"Mrs\.?", r"Ms\.?", "Miss", "Mdm"),
    *("Madam", r"Dr\.?", r"Prof\.?", r"Atty\.?", r"Amb\.?", "Sir"),
    *("Dato['’]?", "Datuk", "Datin", "Tan Sri", r"Engr\.?", r"Rev\.?", r"Gen\."),
    *(r"Col\.?", r"Lt\.?", r"Maj\.", r"Capt\.", r"Cmdr\.?", r"Brig\.?", "Brigadier", "MG", "BG"),
    *("Air Commodore", "Air Marshal", "Air Vice Marshal", "Rear Admiral", "Vice Admiral"),
    *(r"M\.", "Mme", "Mlle", r"MM\.", r"Sr\.", r"Sra\.", r"Srta\.", r"Dra\.", r"Profa?\.", "Bapak", "Ibu", r"Bpk\.", "Señor", "Señora", "Don", "Doña", "Monsieur", "Madame"),
    *("Herr", "Frau", "Signor", "Signora", r"Ing\.", r"Lic\.", "Khun", "Tun", "Pehin", r"Dr\.?-Ing\.?"),
    *("Admiral", "Commodore", "Senior Colonel", "His Excellency", "Her Excellency"),
)  # fmt: skip
# Words that also begin other phrases: a title before two words, possibly one before a single word.
RANKS = ("General", "Major", "Colonel", "Captain", "Ambassador", "Professor", "Judge")
# After these, even two words need an introduction to be a name: “Major Policy Challenges”.
AMBIGUOUS_RANKS = {"General", "Major"}
SEXES = {
    **dict.fromkeys(("mr", "sir", "m", "monsieur", "sr", "señor", "herr", "signor"), "male"),
    **dict.fromkeys(
        ("mrs", "ms", "miss", "mdm", "madam", "datin", "mme", "mlle", "madame"), "female"
    ),
    **dict.fromkeys(("bapak", "bpk"), "male"),
    **dict.fromkeys(("srta", "dra", "ibu"), "female"),
    **dict.fromkeys(("sra", "señora", "doña", "frau", "signora"), "female"),
}
PARTICLES = (
    *("bin", "binti", "bte", "ibn", "al", "el", "de", "da", "del", "dela", "della", "delos"),
    *("di", "dos", "du", "la", "las", "le", "los", "san", "van", "der", "den", "von", "y"),
    *("ten", "ter", "te", "zu", "af", "av", "e", "do", "das", "d'", "st."),
    *("a/l", "a/p", "s/o", "d/o"),
)  # fmt: skip

HONORIFIC = rf"(?:(?:{'|'.join((*HONORIFICS, *RANKS))})\s+)"
# An apostrophe is part of a word, unless it begins a genitive s.
WORD = r"[^\W\d_a-z](?:[\w.-]|['’](?!s\b))*"
NAME = rf"{WORD}(?:\s+(?:(?:{'|'.join(map(re.escape, PARTICLES))})\s+)*{WORD}){{0,5}}"
TITLED = re.compile(
    rf"(?<![\w.-])(?P<honorifics>{HONORIFIC}{{1,5}})(?P<name>(?!{HONORIFIC}){NAME})"
)
# A Burmese name without a title, whose first word is “U” or “Daw”.
BURMESE = re.compile(rf"(?<![\w.-])(?P<name>(?:U|Daw)\s+{WORD}(?:\s+{WORD}){{1,3}})")
# A role is not a name: “Madam Deputy Chair”, “Mr. President”.
ROLE = re.compile(
    r"(?:(?:deputy|vice|acting|co|first|second)[\s-]+)*(?:(?:vice|co)-)?(?:chair|chairman|chairperson|chairwoman|"
    r"president|speaker|secretary(?:-general)?|minister|director|moderator|rapporteur|facilitator|ambassador)\.?",
    re.IGNORECASE,
)
LEADING = re.compile(rf"{HONORIFIC}{{1,5}}")
TRAILING = re.compile(r"[.\s]+$")


@dataclass(frozen=True)
class PrintedName:
    """A name with honorifics, and its position in a text."""

    name: str
    honorifics: str
    start: int
    end: int
    # A position before the name, which introduces the person: “Chair Ana Lund”.
    position: str = ""
    # Position or list show that it is a name.
    is_established: bool = False
    # Only the position of the words shows that it is a name.
    is_guessed: bool = False

    @property
    def whole(self) -> str:
        return f"{self.honorifics} {self.name}".strip()

    @property
    def is_of_rank(self) -> bool:
        """Return whether only ambiguous words (RANKS) precede the name."""
        return set(self.honorifics.split()) <= set(RANKS)

    @property
    def is_sure(self) -> bool:
        return not self.is_of_rank or " " in self.name

    @property
    def needs_introduction(self) -> bool:
        """Return whether the name alone is not enough to create a person."""
        if self.is_established:
            return False
        return " " not in self.name or set(self.honorifics.split()) <= AMBIGUOUS_RANKS

    @property
    def sex(self) -> str:
        return sex_of(self.honorifics)


def titled_names(text: str, start: int = 0) -> Iterator[PrintedName]:
    """Yield the names after an honorific, and Burmese names, in order."""
    for match in name_matches(text, start):
        name = match["name"]
        if ROLE.fullmatch(name):
            continue
        # Keep the point of an initial, drop that of a sentence.
        if len(name.split()[-1]) > 2:
            name = TRAILING.sub("", name)
        honorifics = " ".join((match.groupdict().get("honorifics") or "").split())
        end = match.start("name") + len(name)
        yield PrintedName(name, honorifics, match.start(), end)


def name_matches(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield titled and Burmese names in order, without overlaps."""
    last_end = start
    matches = [*TITLED.finditer(text, start), *BURMESE.finditer(text, start)]
    for match in sorted(matches, key=lambda match: match.start()):
        if match.start() >= last_end:
            last_end = match.end()
            yield match


def is_short_form(short: str, name: str) -> bool:
    """Return whether the short form consists of some, not all, words of the name."""
    short_words, name_words = short.casefold().split(), name.casefold().split()
    return len(short_words) < len(name_words) and set(short_words) <= set(name_words)


def strip_honorifics(name: str) -> str:
    """Return a printed name without the titles before it."""
    match = LEADING.match(name)
    return name[match.end() :] if match else name


def printed_name(text: str, end: int) -> PrintedName:
    """Return the name that a label consists of, with the titles before it."""
    name = strip_honorifics(text)
    return PrintedName(name, text.removesuffix(name).strip(), 0, end)


def sex_of(name: str) -> str:
    """Return the sex that a title in the printed name shows; empty if unknown."""
    words = (word.strip(".").lower() for word in name.split())
    return next((SEXES[word] for word in words if word in SEXES), "")
