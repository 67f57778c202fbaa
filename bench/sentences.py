"""Generated sentences like those of real reports. Imports no Django."""

from dataclasses import dataclass, field
from random import Random

from bench.vocabulary import (
    DISTRICT_NAMES,
    INSTRUMENTS,
    ORGANIZATIONS,
    WORDS,
    Instrument,
    Organization,
    Theme,
)
from bench.zipf import Zipf

# Frequencies of names are more unequal than those of words.
NAME_EXPONENT = 1.0

TEMPLATES = {
    kind: Zipf(WORDS[kind])
    for kind in (
        *("recommended", "points", "spoken", "collective"),
        *("introduction", "agreed", "closing"),
    )
}
PHRASES = {
    "verb": Zipf(WORDS["verbs"]),
    "object": Zipf(WORDS["objects"]),
    "parties": Zipf(WORDS["parties"]),
    "purpose": Zipf(WORDS["purposes"]),
    "inclusion": Zipf(WORDS["inclusions"]),
    "condition": Zipf(WORDS["conditions"]),
    "district": Zipf(DISTRICT_NAMES, NAME_EXPONENT),
}
ORGANIZATION_NAMES = Zipf(ORGANIZATIONS, NAME_EXPONENT)
INSTRUMENT_NAMES = Zipf(INSTRUMENTS, NAME_EXPONENT)


@dataclass
class SentenceBuilder:
    """A mapping that fills the placeholders of sentence templates and collects named records."""

    rng: Random
    themes: list[Theme]
    organizations: set[Organization] = field(default_factory=set)
    instruments: set[Instrument] = field(default_factory=set)

    def __getitem__(self, placeholder: str) -> str:
        if placeholder in PHRASES:
            return PHRASES[placeholder].draw(self.rng)
        return getattr(self, f"a_{placeholder}")()

    def a_theme(self) -> str:
        return self.rng.choice(self.rng.choice(self.themes).phrases)

    def a_organization(self) -> str:
        organization = ORGANIZATION_NAMES.draw(self.rng)
        self.organizations.add(organization)
        if organization.kind == "state":
            return organization.name
        return f"the {organization.name}"

    def a_instrument(self) -> str:
        instrument = INSTRUMENT_NAMES.draw(self.rng)
        self.instruments.add(instrument)
        return instrument.name

    def sentence(self, kind: str) -> str:
        """Return a sentence of a kind of TEMPLATES, without its full stop."""
        text = TEMPLATES[kind].draw(self.rng).format_map(self)
        return text[0].upper() + text[1:]

    def paragraph(self, kind: str, sentences: int) -> str:
        return " ".join(f"{self.sentence(kind)}." for _ in range(sentences))
