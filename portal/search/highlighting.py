"""Why a text was found: the words in it that the reader looks for, marked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from portal.search import schema
from portal.search.compiling import WORDS_BETWEEN, forms_of
from portal.search.nodes import All, Either, Near, Node, Phrase, Word

SNIPPET_CHARACTERS = 260
LEAD_CHARACTERS = 60
# A page marks one query in many texts.
QUERIES_KEPT = 100
ELLIPSIS = "…"


@dataclass
class Sought:
    """What is marked: words by stem or beginning, words side by side, stems close together."""

    stems: set[str] = field(default_factory=set)
    beginnings: list[str] = field(default_factory=list)
    phrases: list[list[str]] = field(default_factory=list)
    near: list[list[str]] = field(default_factory=list)

    def collect(self, node: Node | None) -> None:
        match node:
            case All(parts) | Either(parts):
                for part in parts:
                    self.collect(part)
            case Word(text, prefix=True):
                self.beginnings += schema.as_written().analyze(text)
            case Word(text):
                self.stems |= set(forms_of(text))
            case Near(words):
                self.near.append(schema.as_stems().analyze(" ".join(words)))
            case Phrase(words):
                self.phrases.append(schema.as_written().analyze(" ".join(words)))


Piece = tuple[str, bool]


@lru_cache(maxsize=QUERIES_KEPT)
def sought_by(root: Node | None) -> Sought:
    """Collect it from a query. What the query excludes, or seeks in a field, is in no text."""
    sought = Sought()
    sought.collect(root)
    return sought


def marked(text: str, root: Node | None) -> list[Piece]:
    """Return the text in pieces, each with whether it is what the reader looks for."""
    pieces = []
    reached = 0
    for start, end in spans(text, sought_by(root)):
        pieces += [(text[reached:start], False), (text[start:end], True)]
        reached = end
    pieces.append((text[reached:], False))
    return [piece for piece in pieces if piece[0]]


def snippet(text: str, root: Node | None) -> list[Piece]:
    """Return the stretch of the text around the first word sought, in pieces as `marked` does."""
    found = next(iter(spans(text, sought_by(root))), (0, 0))
    start = after_blank(text, found[0] - LEAD_CHARACTERS)
    end = start + SNIPPET_CHARACTERS
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    pieces = marked(text[start:end], root)
    before = [(ELLIPSIS, False)] if start else []
    behind = [(ELLIPSIS, False)] if end < len(text) else []
    return before + pieces + behind


def after_blank(text: str, place: int) -> int:
    """Return where the first word behind the place begins."""
    return max(text.find(" ", place), 0) + 1 if place > 0 else 0


def spans(text: str, sought: Sought) -> list[tuple[int, int]]:
    """Return where what is sought stands, from left to right, without overlaps."""
    tokens = schema.as_stems().pre_tokenize(text).tokens
    hits = set(places_by_stem(sought, [token.text for token in tokens]))
    if sought.beginnings or sought.phrases:
        written = schema.as_written().pre_tokenize(text).tokens
        hits |= set(places_as_written(sought, [token.text for token in written]))
    return [
        (tokens[place].char_offset_from, tokens[place].char_offset_to)
        for place in sorted(hits)
    ]


def places_by_stem(sought: Sought, stems: list[str]) -> Iterator[int]:
    for place, stem in enumerate(stems):
        if stem in sought.stems:
            yield place
    for words in sought.near:
        yield from places_of(words, stems, WORDS_BETWEEN)


def places_as_written(sought: Sought, written: list[str]) -> Iterator[int]:
    # Stems stand in the same places: both ways of reading cut a text alike.
    for place, word in enumerate(written):
        if any(word.startswith(beginning) for beginning in sought.beginnings):
            yield place
    for phrase in sought.phrases:
        yield from places_of(phrase, written)


def places_of(words: list[str], texts: list[str], between: int = 0) -> Iterator[int]:
    """Yield where the words stand in their order, with so many others between them at most."""
    for start, text in enumerate(texts):
        if words and text == words[0]:
            window = texts[start : start + len(words) + between]
            places = in_order(words, window)
            yield from (start + place for place in places)


def in_order(words: list[str], window: list[str]) -> list[int]:
    """Return the places of the words in the window, none unless all are there in order."""
    places: list[int] = []
    for word in words:
        behind = places[-1] + 1 if places else 0
        if word not in window[behind:]:
            return []
        places.append(window.index(word, behind))
    # Where the first word comes again in between, it begins a closer one.
    return [] if words[0] in window[1 : places[-1]] else places
