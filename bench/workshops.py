"""Generated workshops, the same for the same seed. Imports no Django.

Workshop n depends on the seed and n only, so a larger load begins with the smaller one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from bench.sentences import ORGANIZATION_NAMES, SentenceBuilder
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
MAX_WORKSHOP_DAYS = 4
RECOMMENDATIONS = (15, 45)
TOPICS = (3, 5)
SENTENCES = (2, 5)
SPEAKERS_PER_SESSION = (2, 4)
SPEAKERS_IN_OPENING = (1, 2)
INTRODUCTORY_PARAGRAPHS = 3
CO_CHAIRS = 2

# Level, its letter in references, and its share among the headlines.
LEVELS = {
    "national": ("A", 0.40),
    "bilateral": ("B", 0.12),
    "regional": ("C", 0.33),
    "all": ("D", 0.15),
}
POINTS_PROBABILITY = 0.08
POINTS = (2, 5)
POINT_LETTERS = "abcde"
# Themes and addressees per recommendation: {count: share}.
THEME_COUNT_SHARES = {1: 0.55, 2: 0.33, 3: 0.12}
ADDRESSEE_COUNT_SHARES = {0: 0.30, 1: 0.42, 2: 0.20, 3: 0.08}

SERIES_FREQUENCIES = Zipf(WORDS["series"])
PLACE_FREQUENCIES = Zipf(WORDS["places"])
THEME_FREQUENCIES = Zipf(THEMES)
SPEAKER_FREQUENCIES = Zipf(SPEAKERS)


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
    """`recommendations` belong to the paragraph with the voice `agreed`, parents before points."""

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
    """Yield workshops with exactly that many recommendations in total, nested ones included."""
    remaining = recommendations
    for number in count(1):
        if remaining <= 0:
            return
        generated = workshop(seed, number, remaining)
        remaining -= len(generated.recommendations)
        yield generated


def workshop(seed: int, number: int, at_most: int = RECOMMENDATIONS[1]) -> Workshop:
    rng = Random(f"{seed}/{number}")
    series, place = SERIES_FREQUENCIES.draw(rng), PLACE_FREQUENCIES.draw(rng)
    starts_on = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    themes = THEME_FREQUENCIES.draw_several(rng, TOPICS[1])
    sessions = tuple(agenda(rng, themes))
    target = min(rng.randint(*RECOMMENDATIONS), at_most)
    return Workshop(
        slug=f"{PREFIX}workshop-{number}",
        title=f"{series} Workshop on {themes[0].label} and {themes[1].label}, No. {number}",
        series=series,
        place=place,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=rng.randrange(MAX_WORKSHOP_DAYS)),
        co_chairs=tuple(ORGANIZATION_NAMES.draw_several(rng, CO_CHAIRS)),
        sessions=sessions,
        recommendations=tuple(recommendations_of(rng, agreed_number(sessions), target)),
    )


def agreed_number(sessions: tuple[Session, ...]) -> int:
    paragraphs = sessions[-1].paragraphs
    return next(paragraph.number for paragraph in paragraphs if paragraph.voice == "agreed")


def agenda(rng: Random, themes: list[Theme]) -> Iterator[Session]:
    """Yield the sessions of a report, with paragraphs numbered consecutively."""
    numbers = count(1)
    headings = [("introduction", "", "Introduction", themes)]
    headings.append(("opening", "", "Opening Session", themes))
    for order, theme in enumerate(themes[: rng.randint(*TOPICS)], start=1):
        headings.append(("session", str(order), f"{theme.label} in the Region", [theme]))
    headings.append(("concluding", "", "Concluding Session", themes))
    for kind, number, title, topics in headings:
        paragraphs = tuple(
            paragraph(rng, next(numbers), voice, topics) for voice in voices(rng, kind)
        )
        yield Session(kind, number, title, f"{kind}-{number}".strip("-"), paragraphs)


def voices(rng: Random, kind: str) -> list[str]:
    """Return the voices of the paragraphs of a session."""
    if kind == "introduction":
        return ["document"] * INTRODUCTORY_PARAGRAPHS
    if kind == "opening":
        return ["named"] * rng.randint(*SPEAKERS_IN_OPENING)
    if kind == "session":
        return ["named"] * rng.randint(*SPEAKERS_PER_SESSION) + ["collective"]
    return ["agreed", "co_chairs"]


# {voice: (kind of sentence, fixed number of sentences or None)}.
SENTENCES_BY_VOICE = {
    "document": ("introduction", 1),
    "named": ("spoken", None),
    "collective": ("collective", 1),
    "agreed": ("agreed", 1),
    "co_chairs": ("closing", 1),
}


def paragraph(rng: Random, number: int, voice: str, themes: list[Theme]) -> Paragraph:
    builder = SentenceBuilder(rng, themes)
    kind, sentences = SENTENCES_BY_VOICE[voice]
    text = builder.paragraph(kind, sentences or rng.randint(*SENTENCES))
    speaker = SPEAKER_FREQUENCIES.draw(rng) if voice == "named" else None
    if speaker:
        text = f"{introduction_of(speaker)}, spoke on {builder.a_theme()}. {text}"
    return Paragraph(number, voice, text, subjects_of(builder), speaker)


def introduction_of(speaker: Person) -> str:
    name = f"{speaker.honorific} {speaker.name}"
    return f"{name}, {speaker.position}, {speaker.organization.name}"


def subjects_of(builder: SentenceBuilder) -> Subjects:
    # Sorted: the order of sets of strings differs between processes.
    def ordered(records):
        return tuple(sorted(records, key=lambda record: record.slug))

    return Subjects(
        tuple(builder.themes),
        ordered(builder.organizations),
        ordered(builder.instruments),
    )


def recommendations_of(rng: Random, paragraph: int, target: int) -> Iterator[Recommendation]:
    """Yield exactly that many recommendations, by level, points after their parents."""
    for level, point_counts in points_by_level(rng, target).items():
        letter, _ = LEVELS[level]
        for order, point_count in enumerate(point_counts, start=1):
            headline = f"{paragraph}.{letter}.{order}"
            yield recommendation(rng, headline, level)
            for point_letter in POINT_LETTERS[:point_count]:
                reference = f"{headline}.{point_letter}"
                yield recommendation(rng, reference, level, parent=headline)


def points_by_level(rng: Random, target: int) -> dict[str, list[int]]:
    """Return {level: number of points under each of its headlines}."""
    shares = [share for _, share in LEVELS.values()]
    drawn: dict[str, list[int]] = {level: [] for level in LEVELS}
    remaining = target
    while remaining > 0:
        points = min(draw_point_count(rng), remaining - 1)
        drawn[rng.choices(list(LEVELS), shares)[0]].append(points)
        remaining -= 1 + points
    return drawn


def draw_point_count(rng: Random) -> int:
    return rng.randint(*POINTS) if rng.random() < POINTS_PROBABILITY else 0


def recommendation(rng: Random, reference: str, level: str, *, parent: str = "") -> Recommendation:
    builder = SentenceBuilder(
        rng, THEME_FREQUENCIES.draw_several(rng, draw_count(rng, THEME_COUNT_SHARES))
    )
    text = builder.sentence("points" if parent else "recommended")
    addressees = ORGANIZATION_NAMES.draw_several(rng, draw_count(rng, ADDRESSEE_COUNT_SHARES))
    return Recommendation(reference, parent, level, text, subjects_of(builder), tuple(addressees))


def draw_count(rng: Random, shares: dict[int, float]) -> int:
    return rng.choices(list(shares), list(shares.values()))[0]
