"""Who recommends: the States or bodies in brackets behind a recommendation, “… (France); (Norway)”."""

import re
from dataclasses import dataclass

from portal.importing.vocabulary import Names

# What may stand behind the last bracket: an end mark, a footnote's mark, “and”.
BEHIND = re.compile(r"[\s.;,:”\"⁰¹²³⁴-⁹*∗]*(?:(?<=[;.)])\d{1,2})?(?:\band\b)?[\s]*$")
BETWEEN = re.compile(r"[\s;,/&]*(?:\band\b)?[\s;,]*$")
PARTING = re.compile(r"\s*[;,/&]\s*(?:and\s+)?|\s+and\s+(?:the\s+)?")
ARTICLE = re.compile(r"^(?:the|of)\s+", re.IGNORECASE)
# A name that the vocabulary lacks, as one in brackets may be: words in capitals, no acronym.
NAME = re.compile(r"[A-Z][a-zà-ÿ’'-]+(?:\s+(?:and|of|the|[A-Z][\w’'-]*))*")
INNER = re.compile(r"\(([^()]{3,300})\)")
MOST = 60  # in one bracket
LONGEST = 4  # parts of one name: “Saint Vincent and the Grenadines” has two


@dataclass(frozen=True)
class Issuers:
    """Who is named in the brackets at a text's end, and where the brackets begin."""

    slugs: list[str]
    unknown: list[str]
    start: int
    # Whom brackets inside the text name, “ratify it (France) and apply it (Norway)”, as printed.
    inside: dict[str, list[str]]


def issuers_of(text: str, organizations: Names) -> Issuers:
    """Return whom the brackets name with which the text ends.

    Brackets that name nobody of the vocabulary, such as “(CEDAW)”, end the search.
    """
    slugs: list[str] = []
    unknown: list[str] = []
    end = BEHIND.search(text).start()  # type: ignore[union-attr]
    start = len(text)
    while (opened := opening_of(text, end)) is not None:
        known, others = named(text[opened + 1 : end - 1], organizations)
        strange = [part for part in others if NAME.fullmatch(part)]
        if not known:
            # “(Atlantis)” alone may be a State that the vocabulary lacks.
            unknown = unknown or (strange if not slugs else [])
            break
        slugs, unknown, start = known + slugs, strange + unknown, opened
        end = BETWEEN.search(text, 0, opened).start()  # type: ignore[union-attr]
    inside = named_inside(text[:start], organizations) if slugs else {}
    return Issuers(list(dict.fromkeys(slugs)), unknown, start, inside)


def named_inside(text: str, organizations: Names) -> dict[str, list[str]]:
    """Return the brackets that hold names of the vocabulary alone; an acronym explains a word."""
    found = {}
    for bracket in INNER.finditer(text):
        slugs, others = named(bracket[1], organizations)
        if slugs and not others and not bracket[1].isupper():
            found[bracket[1]] = slugs
    return found


def opening_of(text: str, end: int) -> int | None:
    """Return where the bracket opens that closes right before the end."""
    if end < 1 or text[end - 1] != ")":
        return None
    depth = 0
    for at in range(end - 1, -1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0:
            return at
    return None


def named(words: str, organizations: Names) -> tuple[list[str], list[str]]:
    """Return the slugs that a bracket names, and the parts of it that name nobody known.

    “Iran (Islamic Republic of), Spain and Antigua and Barbuda”: the longest run of parts
    that is a name comes first.
    """
    slugs, strange = [], []
    rest = parts(words)[:MOST]
    while rest:
        for count in range(min(len(rest), LONGEST), 0, -1):
            run = words[rest[0][0] : rest[count - 1][1]]
            if slug := exactly(run, organizations):
                slugs.append(slug)
                break
        else:
            strange.append(run)
        del rest[:count]
    return slugs, strange


def exactly(name: str, organizations: Names) -> str:
    # “Venezuela(Bolivarian Republic of)” is printed so, too.
    spaced = re.sub(r"\s*\(", " (", name).strip()
    found = organizations.exactly(ARTICLE.sub("", spaced))
    return found[0] if len(found) == 1 else ""


def parts(words: str) -> list[tuple[int, int]]:
    """Return where parts begin and end: cut at marks and at “and” that stand in no inner bracket."""
    masked, depth = [], 0
    for character in words:
        depth += (character == "(") - (character == ")")
        masked.append("·" if depth or character == ")" else character)
    cuts = [found.span() for found in PARTING.finditer("".join(masked))]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(words)]
    return [
        (start, end)
        for start, end in zip(starts, ends, strict=True)
        if words[start:end].strip()
    ]
