"""Highlighting: the parts of a text that match a query, and snippets around them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote

from portal.search.index import schema
from portal.search.index.foreign_stems import stemmed_language, stems_in
from portal.search.query.ast import And, Node, Or, Phrase, Proximity, Weighted, Word
from portal.search.query.compiler import PROXIMITY_SLOP, proximity_stems, stem_variants

SNIPPET_CHARACTERS = 260
LEAD_CHARACTERS = 60
# A page highlights one query in many texts.
MAX_CACHED_QUERIES = 100
ELLIPSIS = "…"
FRAGMENT_WORDS = 3


@dataclass
class HighlightTerms:
    """What is highlighted: stems, prefixes, exact phrases, and stems close together."""

    words: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    prefixes: list[str] = field(default_factory=list)
    phrases: list[list[str]] = field(default_factory=list)
    near: list[list[str]] = field(default_factory=list)

    def collect(self, node: Node | None) -> None:
        match node:
            case And(parts) | Or(parts):
                for part in parts:
                    self.collect(part)
            case Weighted(part):
                self.collect(part)
            case Word(text, prefix=True):
                self.prefixes += schema.exact_analyzer().analyze(text)
            case Word(text):
                self.words.add(text)
                self.stems |= set(stem_variants(text))
            case Proximity(words):
                self.near += proximity_stems(words)
            case Phrase(words):
                self.phrases.append(schema.exact_analyzer().analyze(" ".join(words)))


# A part of a text, and whether it matches.
Segment = tuple[str, bool]


@lru_cache(maxsize=MAX_CACHED_QUERIES)
def highlight_terms(root: Node | None) -> HighlightTerms:
    """Return the terms to highlight. Excluded terms and those of fields are not in the text."""
    terms = HighlightTerms()
    terms.collect(root)
    return terms


@dataclass(frozen=True)
class FoundWords:
    """A text with the spans of the words found in it."""

    text: str
    spans: list[tuple[int, int]]

    @property
    def segments(self) -> list[Segment]:
        """The whole text in parts."""
        segments = []
        position = 0
        for start, end in self.spans:
            segments += [(self.text[position:start], False), (self.text[start:end], True)]
            position = end
        segments.append((self.text[position:], False))
        return [segment for segment in segments if segment[0]]

    @property
    def fragment(self) -> str:
        """The end of an address at which browsers mark the first words found, or "".

        See "URL Fragment Text Directives", W3C Community Group Report.
        """
        words = list(dict.fromkeys(self.text[start:end] for start, end in self.spans))
        directives = [
            f"text={quote(word, safe='').replace('-', '%2D')}" for word in words[:FRAGMENT_WORDS]
        ]
        return f"#:~:{'&'.join(directives)}" if directives else ""


def find_words(text: str, root: Node | None, language: str = "") -> FoundWords:
    """Find the words of the query; `language` is the language tag of the text."""
    return FoundWords(text, find_spans(text, highlight_terms(root), language))


def highlight(text: str, root: Node | None, language: str = "") -> list[Segment]:
    """Return the whole text as segments."""
    return find_words(text, root, language).segments


def snippet(text: str, root: Node | None, language: str = "") -> list[Segment]:
    """Return the part of the text around the first hit as segments."""
    first_hit = next(iter(find_spans(text, highlight_terms(root), language)), (0, 0))
    start = next_word_start(text, first_hit[0] - LEAD_CHARACTERS)
    end = start + SNIPPET_CHARACTERS
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    segments = highlight(text[start:end], root, language)
    before = [(ELLIPSIS, False)] if start else []
    after = [(ELLIPSIS, False)] if end < len(text) else []
    return before + segments + after


def text_fragment(text: str, root: Node | None, language: str = "") -> str:
    return find_words(text, root, language).fragment if root else ""


def next_word_start(text: str, offset: int) -> int:
    """Return the offset of the first word that begins after the offset."""
    return max(text.find(" ", offset), 0) + 1 if offset > 0 else 0


def find_spans(text: str, terms: HighlightTerms, language: str = "") -> list[tuple[int, int]]:
    """Return (start, end) of each matching token, from left to right, without overlaps."""
    tokens = schema.stem_analyzer().pre_tokenize(text).tokens
    hits = set(find_stems(terms, [token.text for token in tokens]))
    hits |= set(find_foreign_stems(terms, text, language))
    if terms.prefixes or terms.phrases:
        exact_tokens = schema.exact_analyzer().pre_tokenize(text).tokens
        hits |= set(find_exact(terms, [token.text for token in exact_tokens]))
    return [
        (tokens[index].char_offset_from, tokens[index].char_offset_to) for index in sorted(hits)
    ]


def find_stems(terms: HighlightTerms, stems: list[str]) -> Iterator[int]:
    for index, stem in enumerate(stems):
        if stem in terms.stems:
            yield index
    for words in terms.near:
        yield from find_sequence(words, stems, PROXIMITY_SLOP)


def find_foreign_stems(terms: HighlightTerms, text: str, tag: str) -> Iterator[int]:
    language = stemmed_language(tag)
    if language is None:
        return
    wanted = {stem for word in terms.words for stem in stems_in(language, word)}
    # All analyzers split a text into the same tokens.
    for index, stem in enumerate(stems_in(language, text)):
        if stem in wanted:
            yield index


def find_exact(terms: HighlightTerms, words: list[str]) -> Iterator[int]:
    for index, word in enumerate(words):
        if any(word.startswith(prefix) for prefix in terms.prefixes):
            yield index
    for phrase in terms.phrases:
        yield from find_sequence(phrase, words)


def find_sequence(words: list[str], tokens: list[str], slop: int = 0) -> Iterator[int]:
    """Yield the indexes of the words in order, with at most `slop` other tokens between them."""
    for start, token in enumerate(tokens):
        if words and token == words[0]:
            window = tokens[start : start + len(words) + slop]
            yield from (start + index for index in match_in_order(words, window))


def match_in_order(words: list[str], window: list[str]) -> list[int]:
    """Return the indexes of the words in the window, or [] unless all are there in order."""
    indexes: list[int] = []
    for word in words:
        start = indexes[-1] + 1 if indexes else 0
        if word not in window[start:]:
            return []
        indexes.append(window.index(word, start))
    # If the first word is repeated in between, a closer match begins there.
    return [] if words[0] in window[1 : indexes[-1]] else indexes
