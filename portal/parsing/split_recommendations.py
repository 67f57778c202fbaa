"""Split points that hold several recommendations, each with its issuers in brackets.

“Publish fees (Norway); put them on line (Chad)” are two recommendations, 1.a and 1.b.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from string import ascii_lowercase

from portal.parsing import recommending_states
from portal.parsing.gazetteer import Gazetteer
from portal.parsing.parsed_report import ParsedReport, Part, Recommendation
from portal.parsing.source import Source, Span

# What separates two recommendations behind the brackets of the first: the separator alone is
# set aside, a full stop belongs to the text.
SEPARATOR = re.compile(r"\s*(?:(?P<noise>;(?:\s*(?:and|or)\b)?)|(?P<end>\.))\s*(?=\w)")
BRACKET = re.compile(r"\(((?:[^()]|\([^()]*\)){3,400})\)")
MIN_WORDS = 3  # of a part
# A part that begins like this goes on with the verb of the one before: “ratify A (Chad); the
# protocol (Chile)”.
CONTINUES = re.compile(
    r"(?:(?:the|an?|its?|their|this|these|other|all|any|as|in|on|at|for|of|with|by|which|that|both)\b|[A-Z-]{2,}\b)"
)
MAX_PARTS = len(ascii_lowercase)
REASON = "list punctuation"


def split_by_issuers(source: Source, draft: ParsedReport, organizations: Gazetteer) -> None:
    """Replace each recommendation that holds several by its parts, with letters in the reference."""
    parents = {recommendation.parent for recommendation in draft.recommendations}
    recommendations: list[Recommendation] = []
    for recommendation in draft.recommendations:
        separators = list(find_separators(recommendation.text, organizations))
        if recommendation.reference in parents or not 0 < len(separators) < MAX_PARTS:
            recommendations.append(recommendation)
            continue
        parts, discards = split(source, recommendation, separators)
        recommendations += parts
        draft.parts += discards
    draft.recommendations = recommendations


def find_separators(text: str, organizations: Gazetteer) -> Iterator[re.Match[str]]:
    """Yield the separators between the recommendations in a text."""
    start = 0
    for bracket in BRACKET.finditer(text):
        separator = SEPARATOR.match(text, bracket.end())
        if separator is None or len(text[start : bracket.start()].split()) < MIN_WORDS:
            continue
        if len(text[separator.end() :].split()) < MIN_WORDS:
            return
        if CONTINUES.match(text, separator.end()):
            continue
        slugs, unknown = recommending_states.match_bracket(bracket[1], organizations)
        if slugs and len(unknown) <= len(slugs):
            yield separator
            start = separator.end()


def split(
    source: Source, recommendation: Recommendation, separators: Sequence[re.Match[str]]
) -> tuple[list[Recommendation], list[Part]]:
    """Return the parts of the recommendation, and the separators as discards."""
    positions = visible_positions(source, recommendation.spans)
    text = recommendation.text
    ends = [match.start() if match["noise"] else match.end("end") for match in separators]
    bounds = zip([0, *(match.end() for match in separators)], [*ends, len(text)], strict=True)
    parts = [
        replace(
            recommendation,
            reference=f"{recommendation.reference}.{letter}",
            text=text[start:end],
            spans=spans_between(source.text, positions, text, start, end),
        )
        for letter, (start, end) in zip(ascii_lowercase, bounds, strict=False)
    ]
    discards = []
    for match in separators:
        if match["noise"]:
            spans = spans_between(source.text, positions, text, *match.span("noise"))
            discards += [Part("discard", source.text[slice(*s)], [s], REASON) for s in spans]
    return parts, discards


def visible_positions(source: Source, spans: Sequence[Span]) -> list[int]:
    """Return the position in the source of each character of the spans that is no white space."""
    return [
        position
        for start, end in spans
        for position in range(start, end)
        if not source.text[position].isspace()
    ]


def spans_between(
    source_text: str, positions: Sequence[int], text: str, start: int, end: int
) -> list[Span]:
    """Return the spans of a part [start, end) of the text, whose visible characters are given."""
    first = sum(not character.isspace() for character in text[:start])
    count = sum(not character.isspace() for character in text[start:end])
    spans: list[Span] = []
    for position in positions[first : first + count]:
        if spans and not source_text[spans[-1][1] : position].strip():
            spans[-1] = (spans[-1][0], position + 1)
        else:
            spans.append((position, position + 1))
    return spans
