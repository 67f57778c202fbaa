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
MOST = 60  # in one bracket


@dataclass(frozen=True)
class Issuers:
    """Who is named in the brackets at a text's end, and where the brackets begin."""

    slugs: list[str]
    unknown: list[str]
    start: int


def issuers_of(text: str, organizations: Names) -> Issuers:
    """Return whom the brackets name with which the text ends.

    Brackets that name nobody of the vocabulary, such as “(CEDAW)”, end the search.
    """
    slugs: list[str] = []
    unknown: list[str] = []
    end = BEHIND.search(text).start()  # type: ignore[union-attr]
    start = len(text)
    while (opened := opening_of(text, end)) is not None:
        known, strange = named(text[opened + 1 : end - 1], organizations)
        if not known:
            # “(Atlantis)” alone may be a State that the vocabulary lacks.
            unknown = unknown or (strange if not slugs else [])
            break
        slugs, unknown, start = known + slugs, strange + unknown, opened
        end = BETWEEN.search(text, 0, opened).start()  # type: ignore[union-attr]
    return Issuers(list(dict.fromkeys(slugs)), unknown, start)


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
    """Return the slugs that a bracket names, and the names in it that are not known.

    “Iran (Islamic Republic of), Spain and the Republic of Korea”: the whole is tried first,
    then its parts.
    """
    if whole := exactly(words, organizations):
        return [whole], []
    slugs, unknown = [], []
    for part in parts(words)[:MOST]:
        if slug := exactly(part, organizations):
            slugs.append(slug)
        elif NAME.fullmatch(part):
            unknown.append(part)
    return slugs, unknown


def exactly(name: str, organizations: Names) -> str:
    # “Venezuela(Bolivarian Republic of)” is printed so, too.
    spaced = re.sub(r"\s*\(", " (", name).strip()
    found = organizations.exactly(ARTICLE.sub("", spaced))
    return found[0] if len(found) == 1 else ""


def parts(words: str) -> list[str]:
    """Cut at commas, semicolons and “and” that stand in no inner bracket."""
    masked, depth = [], 0
    for character in words:
        depth += (character == "(") - (character == ")")
        masked.append("·" if depth or character == ")" else character)
    cuts = [found.span() for found in PARTING.finditer("".join(masked))]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(words)]
    return [
        part
        for start, end in zip(starts, ends, strict=True)
        if (part := words[start:end].strip())
    ]
