"""Sentences as the reports of this field have them. Knows no Django."""

from dataclasses import dataclass, field
from random import Random

from bench.vocabulary import (
    BODIES,
    DISTRICT_NAMES,
    INSTRUMENTS,
    WORDS,
    Instrument,
    Organization,
    Theme,
)
from bench.zipf import Zipf

# Names are more unequal than words: a few bodies and places are everywhere.
EXPONENT_OF_NAMES = 1.0

SHAPES = {
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
    "district": Zipf(DISTRICT_NAMES, EXPONENT_OF_NAMES),
}
NAMED_BODIES = Zipf(BODIES, EXPONENT_OF_NAMES)
NAMED_INSTRUMENTS = Zipf(INSTRUMENTS, EXPONENT_OF_NAMES)


@dataclass
class Filling:
    """What fills the places of a sentence's shape, and which records it names on the way."""

    chance: Random
    themes: list[Theme]
    organizations: set[Organization] = field(default_factory=set)
    instruments: set[Instrument] = field(default_factory=set)

    def __getitem__(self, place: str) -> str:
        if place in PHRASES:
            return PHRASES[place].draw(self.chance)
        return getattr(self, f"a_{place}")()

    def a_theme(self) -> str:
        return self.chance.choice(self.chance.choice(self.themes).phrases)

    def a_organization(self) -> str:
        body = NAMED_BODIES.draw(self.chance)
        self.organizations.add(body)
        return body.name if body.kind == "state" else f"the {body.name}"

    def a_instrument(self) -> str:
        instrument = NAMED_INSTRUMENTS.draw(self.chance)
        self.instruments.add(instrument)
        return instrument.name

    def sentence(self, kind: str) -> str:
        """Return a sentence of the kind, a key of SHAPES, without its full stop."""
        text = SHAPES[kind].draw(self.chance).format_map(self)
        return text[0].upper() + text[1:]

    def paragraph(self, kind: str, sentences: int) -> str:
        return " ".join(f"{self.sentence(kind)}." for _ in range(sentences))
