"""Find the places at which the words of two extractions disagree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.documents.comparison.alignment import Gap, find_gaps
from portal.documents.comparison.moved_passages import find_moved, without_moved
from portal.documents.comparison.page_edges import match_edges
from portal.documents.comparison.positions import is_confirmed
from portal.documents.comparison.tokenizer import Word, words_of_pages, words_of_source
from portal.documents.comparison.word_boundaries import BoundaryVerdicts, split_off_boundaries
from portal.documents.second_extraction.extraction import Chunk, Extraction
from portal.parsing.disagreement import Disagreement, DisagreementKind
from portal.parsing.source import Source

EXCERPT_LENGTH = 80
MAX_PLACES = 500


@dataclass(frozen=True)
class WordLists:
    """The words of our text and those of the second extraction."""

    words: Sequence[Word]
    others: Sequence[Word]

    @property
    def forms(self) -> tuple[list[str], list[str]]:
        return [word.form for word in self.words], [word.form for word in self.others]

    def exclude(self, gaps: Sequence[Gap]) -> "WordLists":
        taken = {index for gap in gaps for index in range(gap.start, gap.end)}
        others_taken = {i for gap in gaps for i in range(gap.other_start, gap.other_end)}
        return WordLists(
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
class Finding:
    """A part of two extractions in which they differ."""

    kind: DisagreementKind
    words: WordLists
    gap: Gap


def compare(source: Source, extraction: Extraction) -> list[Disagreement]:
    """Return the disagreements between a source and a second extraction of its file."""
    everything = WordLists(words_of_source(source), words_of_pages(extraction.pages))
    if everything.words and not everything.others:
        return [not_compared(source, "the second extraction finds no text in it")]
    findings = list(find_differences(source, everything, extraction.chunks))
    if len(findings) > MAX_PLACES:
        return [not_compared(source, f"the second extraction differs in {len(findings):,} places")]
    found = [to_disagreement(source, extraction.pages, finding) for finding in findings]
    return sorted(found, key=lambda item: (item.start, item.end))


def not_compared(source: Source, reason: str) -> Disagreement:
    """Return one disagreement that covers the whole document."""
    return Disagreement(DisagreementKind.NOT_COMPARED, 0, len(source.text), theirs=reason)


def find_differences(
    source: Source, everything: WordLists, chunks: Sequence[Sequence[Chunk]]
) -> Iterator[Finding]:
    edges = list(match_edges(source, everything.words, everything.others))
    body = everything.exclude(edges)
    forms, other_forms = body.forms
    gaps = find_gaps(forms, other_forms)
    differences = [split_off_boundaries(forms, other_forms, gap) for gap in gaps]
    rests = [rest for _, rest in differences]
    boundaries = [
        Finding(DisagreementKind.BOUNDARIES, body, part)
        for parts, _ in differences
        for part in parts
    ]
    boundaries += edge_boundaries(everything, edges)
    yield from wrong_boundaries(boundaries, agreed_words(forms, gaps))
    moved = find_moved(forms, other_forms, rests)
    for passage in moved:
        if not (chunks and is_confirmed(passage, rests, body.others, chunks)):
            yield Finding(DisagreementKind.ORDER, body, passage)
    for gap in without_moved(rests, moved):
        yield Finding(kind_of(gap), body, gap)


def edge_boundaries(everything: WordLists, edges: Sequence[Gap]) -> Iterator[Finding]:
    """Yield the word boundaries that differ in running heads and footnotes with equal letters."""
    forms, other_forms = everything.forms
    for edge in edges:
        for part in split_off_boundaries(forms, other_forms, edge)[0]:
            yield Finding(DisagreementKind.BOUNDARIES, everything, part)


def agreed_words(forms: Sequence[str], gaps: Sequence[Gap]) -> list[str]:
    """Return the words that both extractions have, outside the gaps."""
    starts, ends = [0, *(gap.end for gap in gaps)], [*(gap.start for gap in gaps), len(forms)]
    return [form for span in zip(starts, ends, strict=True) for form in forms[slice(*span)]]


def wrong_boundaries(findings: Sequence[Finding], agreed: Sequence[str]) -> Iterator[Finding]:
    """Yield the findings at which our words may be divided wrongly."""
    pairs = [finding.words.words_at(finding.gap) for finding in findings]
    differences = [
        ([word.form for word in ours], [word.form for word in theirs]) for ours, theirs in pairs
    ]
    doubtful = BoundaryVerdicts(agreed, differences).are_doubtful()
    return (finding for finding, is_doubtful in zip(findings, doubtful, strict=True) if is_doubtful)


def kind_of(gap: Gap) -> DisagreementKind:
    if gap.start == gap.end:
        return DisagreementKind.MISSING
    return (
        DisagreementKind.ADDED if gap.other_start == gap.other_end else DisagreementKind.CHARACTERS
    )


def to_disagreement(source: Source, pages: Sequence[str], finding: Finding) -> Disagreement:
    start, end = finding.words.span_of(finding.gap)
    ours, theirs = finding.words.words_at(finding.gap)
    page = (ours or theirs)[0].page if source.pages else 0
    return Disagreement(
        finding.kind,
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
