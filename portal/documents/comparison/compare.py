"""Find the places at which the words of two extractions disagree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.documents.comparison.alignment import Gap, find_gaps
from portal.documents.comparison.moves import find_moved, without_moved
from portal.documents.comparison.page_edges import match_edges
from portal.documents.comparison.word_boundaries import BoundaryVerdicts, split_off_boundaries
from portal.documents.comparison.words import Word, words_of_pages, words_of_source
from portal.parsing.disagreement import Disagreement, Kind
from portal.parsing.source import Source

EXCERPT_LENGTH = 80
MAX_PLACES = 500


@dataclass(frozen=True)
class Extractions:
    """The words of our text and those of the other extraction."""

    words: Sequence[Word]
    others: Sequence[Word]

    @property
    def forms(self) -> tuple[list[str], list[str]]:
        return [word.form for word in self.words], [word.form for word in self.others]

    def without(self, gaps: Sequence[Gap]) -> "Extractions":
        taken = {index for gap in gaps for index in range(gap.start, gap.end)}
        others_taken = {i for gap in gaps for i in range(gap.other_start, gap.other_end)}
        return Extractions(
            [word for index, word in enumerate(self.words) if index not in taken],
            [word for index, word in enumerate(self.others) if index not in others_taken],
        )

    def words_at(self, gap: Gap) -> tuple[Sequence[Word], Sequence[Word]]:
        return self.words[gap.start : gap.end], self.others[gap.other_start : gap.other_end]

    def span_of(self, gap: Gap) -> tuple[int, int]:
        """Return the span of our words; for missing words, that of the words around their place."""
        around = (
            self.words[gap.start : gap.end] or self.words[max(gap.start - 1, 0) : gap.start + 1]
        )
        return (around[0].start, around[-1].end) if around else (0, 0)


@dataclass(frozen=True)
class Place:
    """A part of two extractions in which they differ."""

    kind: Kind
    extractions: Extractions
    gap: Gap


def compare(source: Source, pages: Sequence[str]) -> list[Disagreement]:
    """Return the disagreements between a source and the texts of its pages read independently.

    A source without pages is compared with one text.
    """
    everything = Extractions(words_of_source(source), words_of_pages(pages))
    if everything.words and not everything.others:
        return [not_compared(source, "the second extraction finds no text in it")]
    places = list(find_places(source, everything))
    if len(places) > MAX_PLACES:
        return [not_compared(source, f"the second extraction differs in {len(places):,} places")]
    found = [to_disagreement(source, pages, place) for place in places]
    return sorted(found, key=lambda item: (item.start, item.end))


def not_compared(source: Source, reason: str) -> Disagreement:
    """Return the disagreement of a whole document."""
    return Disagreement(Kind.NOT_COMPARED, 0, len(source.text), theirs=reason)


def find_places(source: Source, everything: Extractions) -> Iterator[Place]:
    edges = list(match_edges(source, everything.words, everything.others))
    body = everything.without(edges)
    forms, other_forms = body.forms
    gaps = find_gaps(forms, other_forms)
    differences = [split_off_boundaries(forms, other_forms, gap) for gap in gaps]
    rests = [rest for _, rest in differences]
    boundaries = [Place(Kind.BOUNDARIES, body, part) for parts, _ in differences for part in parts]
    boundaries += edge_boundaries(everything, edges)
    yield from wrong_boundaries(boundaries, agreed_words(forms, gaps))
    moved = find_moved(forms, other_forms, rests)
    for passage in moved:
        yield Place(Kind.ORDER, body, passage)
    for gap in without_moved(rests, moved):
        yield Place(kind_of(gap), body, gap)


def edge_boundaries(everything: Extractions, edges: Sequence[Gap]) -> Iterator[Place]:
    """Yield the differences within running heads and footnotes, which have the same letters."""
    forms, other_forms = everything.forms
    for edge in edges:
        for part in split_off_boundaries(forms, other_forms, edge)[0]:
            yield Place(Kind.BOUNDARIES, everything, part)


def agreed_words(forms: Sequence[str], gaps: Sequence[Gap]) -> list[str]:
    """Return the words that both extractions have, outside the gaps."""
    starts, ends = [0, *(gap.end for gap in gaps)], [*(gap.start for gap in gaps), len(forms)]
    return [form for span in zip(starts, ends, strict=True) for form in forms[slice(*span)]]


def wrong_boundaries(places: Sequence[Place], agreed: Sequence[str]) -> Iterator[Place]:
    """Yield the places at which our words may be divided wrongly."""
    pairs = [place.extractions.words_at(place.gap) for place in places]
    differences = [
        ([word.form for word in ours], [word.form for word in theirs]) for ours, theirs in pairs
    ]
    doubtful = BoundaryVerdicts(agreed, differences).are_doubtful()
    return (place for place, is_doubtful in zip(places, doubtful, strict=True) if is_doubtful)


def kind_of(gap: Gap) -> Kind:
    if gap.start == gap.end:
        return Kind.MISSING
    return Kind.ADDED if gap.other_start == gap.other_end else Kind.CHARACTERS


def to_disagreement(source: Source, pages: Sequence[str], place: Place) -> Disagreement:
    start, end = place.extractions.span_of(place.gap)
    ours, theirs = place.extractions.words_at(place.gap)
    page = (ours or theirs)[0].page if source.pages else 0
    return Disagreement(
        place.kind,
        start,
        end,
        page,
        ours=excerpt(source.text[start:end]) if ours else "",
        theirs=excerpt(text_of(theirs, pages)),
        other_page=theirs[0].page if page and theirs and theirs[0].page != page else 0,
    )


def text_of(words: Sequence[Word], pages: Sequence[str]) -> str:
    if not words:
        return ""
    first, last = words[0], words[-1]
    if first.page != last.page:
        return " ".join(word.form for word in words)
    return pages[first.page - 1][first.start : last.end]


def excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= EXCERPT_LENGTH else f"{text[:EXCERPT_LENGTH]}…"
