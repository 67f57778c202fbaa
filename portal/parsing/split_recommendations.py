"""Split points that hold several recommendations, each with its issuers in brackets.

“Publish fees (Norway); put them online (Chad)” are two recommendations, 1.a and 1.b.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from string import ascii_lowercase

from portal.parsing import recommending_states
from portal.parsing.gazetteer import Gazetteer
from portal.parsing.parsed_report import ParsedReport, Part, Recommendation
from portal.parsing.source import PartSpans, Source

# What separates two recommendations after the brackets of the first: the separator alone is
# set aside, a full stop belongs to the text.
SEPARATOR = re.compile(
    r"\s*(?:(?P<noise>;(?:\s*(?:and|or)\b)?|/(?=\s*[A-Z]))|(?P<end>\.))\s*(?=\w)"
)
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
    text = recommendation.text
    spans_between = PartSpans.of(source, recommendation.spans, text)
    ends = [match.start() if match["noise"] else match.end("end") for match in separators]
    bounds = zip([0, *(match.end() for match in separators)], [*ends, len(text)], strict=True)
    parts = [
        replace(
            recommendation,
            reference=f"{recommendation.reference}.{letter}",
            text=text[start:end],
            spans=spans_between(start, end),
        )
        for letter, (start, end) in zip(ascii_lowercase, bounds, strict=False)
    ]
    discards = []
    for match in separators:
        if match["noise"]:
            spans = spans_between(*match.span("noise"))
            discards += [Part("discard", source.text[slice(*s)], [s], REASON) for s in spans]
    return parts, discards
