"""The vocabulary of the generated workshops. Imports no Django."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random

from reports.text import slugify

WORDS = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text("utf-8"))
# Prefix of every generated slug, which identifies records of the benchmark.
PREFIX = "bench-"
MAX_SLUG_LENGTH = 80
NAME_SEED = 1
DISTRICTS = 3000
FAMILIES = 300
PEOPLE = 4000
SYLLABLES_PER_NAME = (2, 4)


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
    return PREFIX + slugify(name, MAX_SLUG_LENGTH - len(PREFIX))


def invented_names(count: int) -> list[str]:
    """Return that many different invented names of places or families."""
    rng = Random(NAME_SEED)
    names: dict[str, None] = {}
    while len(names) < count:
        syllables = rng.choices(WORDS["syllables"], k=rng.randint(*SYLLABLES_PER_NAME))
        names.setdefault("".join(syllables).capitalize())
    return list(names)


def organizations() -> list[Organization]:
    """Return the organizations by descending frequency: ministries last."""
    states = WORDS["states"]
    ministries = [name.format(state=state) for state in states for name in WORDS["ministries"]]
    by_kind = {
        "intergovernmental": WORDS["intergovernmental"],
        "state": states,
        "process": WORDS["processes"],
        "civil_society": WORDS["civil_society"],
        "academia": WORDS["academia"],
        "ministry": ministries,
    }
    return [
        Organization(slug_of(name), name, kind) for kind, names in by_kind.items() for name in names
    ]


def instruments() -> list[Instrument]:
    return [
        Instrument(slug_of(f"{kind} on {subject}"), f"{kind} on {subject}", kind)
        for subject in WORDS["instrument_subjects"]
        for kind in WORDS["instrument_kinds"]
    ]


def people() -> list[Person]:
    rng = Random(NAME_SEED)
    full_names = [
        f"{given} {family}" for given in WORDS["given_names"] for family in invented_names(FAMILIES)
    ]
    return [
        Person(
            slug_of(name),
            name,
            rng.choice(WORDS["honorifics"]),
            rng.choice(WORDS["positions"]),
            rng.choice(ORGANIZATIONS),
        )
        for name in rng.sample(full_names, PEOPLE)
    ]


THEMES = [
    Theme(slug_of(label), label, tuple(phrases)) for label, phrases in WORDS["themes"].items()
]
ORGANIZATIONS = organizations()
INSTRUMENTS = instruments()
# Names that occur in few texts each: the rare words of the benchmark.
DISTRICT_NAMES = invented_names(DISTRICTS)
SPEAKERS = people()
