"""Whole workshops, invented: the same ones for the same seed. Knows no Django.

Workshop n is drawn from the seed and n alone, so a larger load begins with the smaller one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from bench.sentences import NAMED_BODIES, Filling
from bench.vocabulary import (
    PREFIX,
    SPEAKERS,
    THEMES,
    WORDS,
    Instrument,
    Organization,
    Person,
    Theme,
)
from bench.zipf import Zipf

SEED = 2015
FIRST_DAY = date(1995, 1, 1)
DAYS = 30 * 365
LONGEST_WORKSHOP = 4
RECOMMENDATIONS = (15, 45)
TOPICS = (3, 5)
SENTENCES = (2, 5)
SPEAKERS_OF_A_SESSION = (2, 4)
SPEAKERS_OF_THE_OPENING = (1, 2)
INTRODUCTORY_PARAGRAPHS = 3
CO_CHAIRS = 2

# Level, its letter in references, and its share among the headlines.
LEVELS = {
    "national": ("A", 0.40),
    "bilateral": ("B", 0.12),
    "regional": ("C", 0.33),
    "all": ("D", 0.15),
}
SHARE_WITH_POINTS = 0.08
POINTS = (2, 5)
LETTERS_OF_POINTS = "abcde"
# How many themes and addressees a recommendation has: number -> share.
THEMES_EACH = {1: 0.55, 2: 0.33, 3: 0.12}
ADDRESSEES_EACH = {0: 0.30, 1: 0.42, 2: 0.20, 3: 0.08}

SERIES = Zipf(WORDS["series"])
PLACES = Zipf(WORDS["places"])
MET_THEMES = Zipf(THEMES)
MET_SPEAKERS = Zipf(SPEAKERS)


@dataclass(frozen=True, slots=True)
class Subjects:
    themes: tuple[Theme, ...]
    organizations: tuple[Organization, ...]
    instruments: tuple[Instrument, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    number: int
    voice: str
    text: str
    subjects: Subjects
    speaker: Person | None = None


@dataclass(frozen=True, slots=True)
class Session:
    kind: str
    number: str
    title: str
    anchor: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    reference: str
    parent: str
    level: str
    text: str
    subjects: Subjects
    addressees: tuple[Organization, ...]


@dataclass(frozen=True, slots=True)
class Workshop:
    """`recommendations` stand in the paragraph whose voice is `agreed`, parents before points."""

    slug: str
    title: str
    series: str
    place: str
    starts_on: date
    ends_on: date
    co_chairs: tuple[Organization, ...]
    sessions: tuple[Session, ...]
    recommendations: tuple[Recommendation, ...]


def workshops(recommendations: int, seed: int = SEED) -> Iterator[Workshop]:
    """Yield workshops until they hold exactly that many recommendations, nested ones counted."""
    missing = recommendations
    for number in count(1):
        if missing <= 0:
            return
        made = workshop(seed, number, missing)
        missing -= len(made.recommendations)
        yield made


def workshop(seed: int, number: int, at_most: int = RECOMMENDATIONS[1]) -> Workshop:
    chance = Random(f"{seed}/{number}")
    series, place = SERIES.draw(chance), PLACES.draw(chance)
    starts_on = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    themes = MET_THEMES.draw_several(chance, TOPICS[1])
    sessions = tuple(agenda(chance, themes))
    wanted = min(chance.randint(*RECOMMENDATIONS), at_most)
    return Workshop(
        slug=f"{PREFIX}workshop-{number}",
        title=f"{series} Workshop on {themes[0].label} and {themes[1].label}, No. {number}",
        series=series,
        place=place,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=chance.randrange(LONGEST_WORKSHOP)),
        co_chairs=tuple(NAMED_BODIES.draw_several(chance, CO_CHAIRS)),
        sessions=sessions,
        recommendations=tuple(asked(chance, agreed_number(sessions), wanted)),
    )


def agreed_number(sessions: tuple[Session, ...]) -> int:
    return next(one.number for one in sessions[-1].paragraphs if one.voice == "agreed")


def agenda(chance: Random, themes: list[Theme]) -> Iterator[Session]:
    """Yield the report's sessions, their paragraphs numbered through."""
    numbers = count(1)
    headings = [("introduction", "", "Introduction", themes)]
    headings.append(("opening", "", "Opening Session", themes))
    for order, theme in enumerate(themes[: chance.randint(*TOPICS)], start=1):
        headings.append(
            ("session", str(order), f"{theme.label} in the Region", [theme])
        )
    headings.append(("concluding", "", "Concluding Session", themes))
    for kind, number, title, spoken_of in headings:
        paragraphs = tuple(
            paragraph(chance, next(numbers), voice, spoken_of)
            for voice in voices(chance, kind)
        )
        yield Session(kind, number, title, f"{kind}-{number}".strip("-"), paragraphs)


def voices(chance: Random, kind: str) -> list[str]:
    """Return whose words the paragraphs of such a session give, one after the other."""
    if kind == "introduction":
        return ["document"] * INTRODUCTORY_PARAGRAPHS
    if kind == "opening":
        return ["named"] * chance.randint(*SPEAKERS_OF_THE_OPENING)
    if kind == "session":
        return ["named"] * chance.randint(*SPEAKERS_OF_A_SESSION) + ["collective"]
    return ["agreed", "co_chairs"]


# Voice -> kind of sentence, and how many of them where that is fixed.
WAYS_TO_SPEAK = {
    "document": ("introduction", 1),
    "named": ("spoken", None),
    "collective": ("collective", 1),
    "agreed": ("agreed", 1),
    "co_chairs": ("closing", 1),
}


def paragraph(
    chance: Random, number: int, voice: str, themes: list[Theme]
) -> Paragraph:
    filling = Filling(chance, themes)
    kind, sentences = WAYS_TO_SPEAK[voice]
    text = filling.paragraph(kind, sentences or chance.randint(*SENTENCES))
    speaker = MET_SPEAKERS.draw(chance) if voice == "named" else None
    if speaker:
        text = f"{introduced(speaker)}, spoke on {filling.a_theme()}. {text}"
    return Paragraph(number, voice, text, subjects_of(filling), speaker)


def introduced(speaker: Person) -> str:
    name = f"{speaker.honorific} {speaker.name}"
    return f"{name}, {speaker.position}, {speaker.organization.name}"


def subjects_of(filling: Filling) -> Subjects:
    # Sets of texts have no order that a seed could repeat.
    def ordered(records):
        return tuple(sorted(records, key=lambda record: record.slug))

    return Subjects(
        tuple(filling.themes),
        ordered(filling.organizations),
        ordered(filling.instruments),
    )


def asked(chance: Random, paragraph: int, wanted: int) -> Iterator[Recommendation]:
    """Yield exactly that many recommendations, level after level, points behind their parents."""
    for level, points_of_headlines in groups(chance, wanted).items():
        letter, _ = LEVELS[level]
        for order, points in enumerate(points_of_headlines, start=1):
            headline = f"{paragraph}.{letter}.{order}"
            yield recommendation(chance, headline, level)
            for letter_of_point in LETTERS_OF_POINTS[:points]:
                reference = f"{headline}.{letter_of_point}"
                yield recommendation(chance, reference, level, parent=headline)


def groups(chance: Random, wanted: int) -> dict[str, list[int]]:
    """Return, for each level, how many points stand under each of its headlines."""
    shares = [share for _, share in LEVELS.values()]
    drawn: dict[str, list[int]] = {level: [] for level in LEVELS}
    missing = wanted
    while missing > 0:
        points = min(number_of_points(chance), missing - 1)
        drawn[chance.choices(list(LEVELS), shares)[0]].append(points)
        missing -= 1 + points
    return drawn


def number_of_points(chance: Random) -> int:
    return chance.randint(*POINTS) if chance.random() < SHARE_WITH_POINTS else 0


def recommendation(
    chance: Random, reference: str, level: str, *, parent: str = ""
) -> Recommendation:
    filling = Filling(
        chance, MET_THEMES.draw_several(chance, number(chance, THEMES_EACH))
    )
    text = filling.sentence("points" if parent else "recommended")
    addressees = NAMED_BODIES.draw_several(chance, number(chance, ADDRESSEES_EACH))
    return Recommendation(
        reference, parent, level, text, subjects_of(filling), tuple(addressees)
    )


def number(chance: Random, shares: dict[int, float]) -> int:
    return chance.choices(list(shares), list(shares.values()))[0]
