"""Find the issuers in brackets after a recommendation: “… (France); (Norway)”."""

import re
from dataclasses import dataclass

from portal.parsing.gazetteer import Gazetteer

# What may follow the last bracket: an end mark, a footnote mark, “and”.
TRAILING = re.compile(r"[\s.;,:”\"⁰¹²³⁴-⁹*∗]*(?:(?<=[;.)])\d{1,2})?(?:\band\b)?[\s]*$")
BETWEEN = re.compile(r"[\s;,/&]*(?:\band\b)?[\s;,]*$")
SEPARATOR = re.compile(r"\s*[;,/&]\s*(?:and\s+)?|\s+and\s+(?:the\s+)?")
ARTICLE = re.compile(r"^(?:the|of)\s+", re.IGNORECASE)
# A possible name that the vocabulary lacks: capitalized words, no acronym.
NAME = re.compile(r"[A-Z][a-zà-ÿ’'-]+(?:\s+(?:and|of|the|[A-Z][\w’'-]*))*")
BRACKET = re.compile(r"\(([^()]{3,300})\)")
MAX_PARTS = 60  # per bracket
MAX_NAME_PARTS = 4  # “Saint Vincent and the Grenadines” has two


@dataclass(frozen=True)
class Issuers:
    """The issuers named in brackets at a text's end, and where the brackets begin."""

    slugs: list[str]
    unknown: list[str]
    start: int
    # Slugs by printed bracket inside the text: “ratify it (France) and apply it (Norway)”.
    slugs_by_inner_bracket: dict[str, list[str]]


def issuers_of(text: str, organizations: Gazetteer) -> Issuers:
    """Return the issuers in the brackets at the end of a text.

    A bracket without a known name, such as “(CEDAW)”, ends the search.
    """
    slugs: list[str] = []
    unknown: list[str] = []
    end = TRAILING.search(text).start()  # type: ignore[union-attr]
    start = len(text)
    while (bracket_start := opening_bracket(text, end)) is not None:
        bracket_slugs, other_parts = match_bracket(text[bracket_start + 1 : end - 1], organizations)
        unknown_parts = [part for part in other_parts if NAME.fullmatch(part)]
        if not bracket_slugs:
            # “(Atlantis)” alone may be a State that the vocabulary lacks.
            unknown = unknown or (unknown_parts if not slugs else [])
            break
        slugs, unknown, start = (
            bracket_slugs + slugs,
            unknown_parts + unknown,
            bracket_start,
        )
        end = BETWEEN.search(text, 0, bracket_start).start()  # type: ignore[union-attr]
    inner = slugs_by_inner_bracket(text[:start], organizations) if slugs else {}
    return Issuers(list(dict.fromkeys(slugs)), unknown, start, inner)


def slugs_by_inner_bracket(text: str, organizations: Gazetteer) -> dict[str, list[str]]:
    """Return the slugs by bracket, for brackets of known names only; an acronym is not an issuer."""
    slugs_by_bracket = {}
    for bracket in BRACKET.finditer(text):
        slugs, other_parts = match_bracket(bracket[1], organizations)
        if slugs and not other_parts and not bracket[1].isupper():
            slugs_by_bracket[bracket[1]] = slugs
    return slugs_by_bracket


def opening_bracket(text: str, end: int) -> int | None:
    """Return the position of the bracket that the last character before `end` closes."""
    if end < 1 or text[end - 1] != ")":
        return None
    depth = 0
    for position in range(end - 1, -1, -1):
        depth += (text[position] == ")") - (text[position] == "(")
        if depth == 0:
            return position
    return None


def match_bracket(words: str, organizations: Gazetteer) -> tuple[list[str], list[str]]:
    """Return the slugs that a bracket names, and its parts that match no known name.

    In “Iran (Islamic Republic of), Spain and Antigua and Barbuda”, the longest run of parts
    that is a name comes first.
    """
    slugs, unknown_parts = [], []
    remaining = split_parts(words)[:MAX_PARTS]
    while remaining:
        for count in range(min(len(remaining), MAX_NAME_PARTS), 0, -1):
            run = words[remaining[0][0] : remaining[count - 1][1]]
            if slug := unambiguous_slug(run, organizations):
                slugs.append(slug)
                break
        else:
            unknown_parts.append(run)
        del remaining[:count]
    return slugs, unknown_parts


def unambiguous_slug(name: str, organizations: Gazetteer) -> str:
    # Some reports print “Venezuela(Bolivarian Republic of)”.
    spaced = re.sub(r"\s*\(", " (", name).strip()
    slugs = organizations.lookup(ARTICLE.sub("", spaced))
    return slugs[0] if len(slugs) == 1 else ""


def split_parts(words: str) -> list[tuple[int, int]]:
    """Return the (start, end) of the parts, split at separators outside inner brackets."""
    masked, depth = [], 0
    for character in words:
        depth += (character == "(") - (character == ")")
        masked.append("·" if depth or character == ")" else character)
    cuts = [separator.span() for separator in SEPARATOR.finditer("".join(masked))]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(words)]
    return [
        (start, end) for start, end in zip(starts, ends, strict=True) if words[start:end].strip()
    ]
