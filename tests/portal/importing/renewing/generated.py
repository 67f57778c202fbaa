"""Reports that hypothesis makes up, and newer versions of them."""

from dataclasses import dataclass, replace
from itertools import count

from hypothesis import strategies as st

FRONT = "ARF Seminar on Skills\n10 March 2019, Bangkok\n\n"
LEVELS = ("National Level", "Bilateral Level", "Regional Level")
OPENINGS = (
    "Ms. Ana Cruz, Director, noted that",
    "Mr. Ben Otto, Adviser, explained that",
    "Ms. Dara Sok said that",
    "He added that",
    "She added that",
    "Cambodia welcomed that",
    "Norway said that",
    "Participants noted that",
    "The co-chairs noted that",
    "In this session it was seen that",
)
# Words that no two texts share in this order, so that a text is known again.
ROOTS = (
    "skills",
    "wages",
    "travel",
    "care",
    "ships",
    "fees",
    "schools",
    "farms",
    "visas",
)
ENDINGS = ("", " (Norway)", " (Norway); (Sweden)", " (Atlantis)")


@dataclass(frozen=True)
class Point:
    """A recommendation, or with a depth one nested under the last that is less deep."""

    words: str
    depth: int = 0


@dataclass(frozen=True)
class Level:
    heading: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Paragraph:
    words: str
    levels: tuple[Level, ...] = ()
    names_annex: bool = False


@dataclass(frozen=True)
class Section:
    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Printed:
    """A report as it is printed: its sections, and an annex or none."""

    sections: tuple[Section, ...]
    annex: str = ""

    @property
    def text(self) -> str:
        numbers = count(1)
        parts = [FRONT]
        for place, section in enumerate(self.sections, start=1):
            parts.append(f"Session {place}: {section.heading}\n\n")
            parts += (printed(one, next(numbers)) for one in section.paragraphs)
        if self.annex:
            parts.append(f"Annex 1: List of participants\n\n{self.annex}\n")
        return "".join(parts)


def printed(paragraph: Paragraph, number: int) -> str:
    annex = " The list is in Annex 1." if paragraph.names_annex else ""
    end = " Participants recommended to:" if paragraph.levels else ""
    lines = [f"{number}. {paragraph.words}.{annex}{end}", ""]
    for letter, level in zip("ABCDEFG", paragraph.levels, strict=False):
        lines += [f"{letter}. {level.heading}:"]
        lines += [f"{'  ' * one.depth}- {one.words};" for one in level.points]
        lines += [""]
    return "\n".join([*lines, ""])


def sentence(number: int) -> str:
    """Return words of which most stand in no other sentence."""
    roots = ROOTS[number % 9], ROOTS[number // 9 % 9], ROOTS[number // 81 % 9]
    return f"{roots[0]} and {roots[1]} number {number} make {roots[2]}{number} grow{number}"


SENTENCES = st.integers(0, 700).map(sentence)
POINTS = st.builds(
    lambda words, end, depth: Point(f"improve {words}{end}", depth),
    SENTENCES,
    st.sampled_from(ENDINGS),
    st.integers(0, 2),
)


def nested(points: list[Point]) -> tuple[Point, ...]:
    """Return the points, none more than one step deeper than the one before it."""
    found: list[Point] = []
    for one in points:
        deepest = found[-1].depth + 1 if found else 0
        found.append(replace(one, depth=min(one.depth, deepest)))
    return tuple(found)


LEVELS_OF_POINTS = st.builds(
    Level,
    st.sampled_from(LEVELS),
    st.lists(POINTS, min_size=1, max_size=4).map(nested),
)
PARAGRAPHS = st.builds(
    lambda opening, words, levels, annex: Paragraph(
        f"{opening} {words}", tuple(levels), annex
    ),
    st.sampled_from(OPENINGS),
    SENTENCES,
    st.one_of(st.just([]), st.lists(LEVELS_OF_POINTS, max_size=3)),
    st.booleans(),
)
SECTIONS = st.builds(
    lambda words, paragraphs: Section(words.capitalize(), tuple(paragraphs)),
    SENTENCES,
    st.lists(PARAGRAPHS, min_size=1, max_size=4),
)
REPORTS = st.builds(
    lambda sections, annex: Printed(tuple(sections), annex),
    st.lists(SECTIONS, min_size=1, max_size=3),
    st.sampled_from(("", "Ms. Ana Cruz, Director", "Ms. Eva Falk, Adviser, Norway")),
)


@st.composite
def newer(draw, report: Printed) -> Printed:
    """Return a newer version: pieces inserted, deleted, reworded and moved."""
    sections = list(report.sections)
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, len(sections) - 1))
        sections[place] = draw(changed_section(sections[place]))
    if draw(st.booleans()):
        sections = draw(st.permutations(sections))
    if draw(st.integers(0, 4)) == 0:
        sections.insert(draw(st.integers(0, len(sections))), draw(SECTIONS))
    annex = draw(st.sampled_from((report.annex, "", "Mr. Gil Hess, Chair, Sweden")))
    return Printed(tuple(sections), annex)


@st.composite
def changed_section(draw, section: Section) -> Section:
    paragraphs = draw(changed(section.paragraphs, PARAGRAPHS, reworded))
    if paragraphs and draw(st.booleans()):
        place = draw(st.integers(0, len(paragraphs) - 1))
        paragraphs[place] = draw(changed_paragraph(paragraphs[place]))
    return replace(section, paragraphs=tuple(paragraphs))


@st.composite
def changed_paragraph(draw, paragraph: Paragraph) -> Paragraph:
    levels = list(paragraph.levels)
    if levels:
        place = draw(st.integers(0, len(levels) - 1))
        points = draw(changed(levels[place].points, POINTS, reworded))
        heading = draw(st.sampled_from((levels[place].heading, *LEVELS)))
        levels[place] = Level(heading, nested(points))
    # A level without points would be a paragraph.
    return replace(paragraph, levels=tuple(one for one in levels if one.points))


@st.composite
def changed(draw, records, made, reword):
    """Return the records with one inserted, deleted, reworded or moved."""
    records = list(records)
    place = draw(st.integers(0, len(records)))
    what = draw(st.sampled_from(("insert", "delete", "reword", "move")))
    if what == "insert" or place == len(records):
        records.insert(place, draw(made))
    elif what == "delete":
        del records[place]
    elif what == "reword":
        records[place] = reword(records[place])
    else:
        moved = records.pop(place)
        records.insert(draw(st.integers(0, len(records))), moved)
    return records


def reworded(record):
    return replace(record, words=record.words.replace("make", "may well make"))
