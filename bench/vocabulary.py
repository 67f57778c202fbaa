"""What the invented workshops speak of and who takes part in them. Knows no Django."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random

from reports.text import slugged

WORDS = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text("utf-8"))
# Every slug that the bench gives begins with this: how it tells its own records from others'.
PREFIX = "bench-"
LONGEST_SLUG = 80
SEED_OF_NAMES = 1
DISTRICTS = 3000
FAMILIES = 300
PEOPLE = 4000
SYLLABLES_OF_A_NAME = (2, 4)


@dataclass(frozen=True, slots=True)
class Theme:
    slug: str
    label: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organization:
    slug: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Instrument:
    slug: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Person:
    slug: str
    name: str
    honorific: str
    position: str
    organization: Organization


def slug_of(name: str) -> str:
    return PREFIX + slugged(name, LONGEST_SLUG - len(PREFIX))


def invented_names(number: int) -> list[str]:
    """Return that many different names of places or families that no dictionary holds."""
    chance = Random(SEED_OF_NAMES)
    names: dict[str, None] = {}
    while len(names) < number:
        syllables = chance.choices(
            WORDS["syllables"], k=chance.randint(*SYLLABLES_OF_A_NAME)
        )
        names.setdefault("".join(syllables).capitalize())
    return list(names)


def organizations() -> list[Organization]:
    """Return the bodies in the order of how often they are met: ministries last."""
    states = WORDS["states"]
    ministries = [
        name.format(state=state) for state in states for name in WORDS["ministries"]
    ]
    by_kind = {
        "intergovernmental": WORDS["intergovernmental"],
        "state": states,
        "process": WORDS["processes"],
        "civil_society": WORDS["civil_society"],
        "academia": WORDS["academia"],
        "ministry": ministries,
    }
    return [
        Organization(slug_of(name), name, kind)
        for kind, names in by_kind.items()
        for name in names
    ]


def instruments() -> list[Instrument]:
    return [
        Instrument(slug_of(f"{kind} on {subject}"), f"{kind} on {subject}", kind)
        for subject in WORDS["instrument_subjects"]
        for kind in WORDS["instrument_kinds"]
    ]


def people() -> list[Person]:
    chance = Random(SEED_OF_NAMES)
    full_names = [
        f"{given} {family}"
        for given in WORDS["given_names"]
        for family in invented_names(FAMILIES)
    ]
    return [
        Person(
            slug_of(name),
            name,
            chance.choice(WORDS["honorifics"]),
            chance.choice(WORDS["positions"]),
            chance.choice(BODIES),
        )
        for name in chance.sample(full_names, PEOPLE)
    ]


THEMES = [
    Theme(slug_of(label), label, tuple(phrases))
    for label, phrases in WORDS["themes"].items()
]
BODIES = organizations()
INSTRUMENTS = instruments()
# Names that stand in few texts each: the rare words of the bench.
DISTRICT_NAMES = invented_names(DISTRICTS)
SPEAKERS = people()
