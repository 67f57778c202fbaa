"""Notes for the places where a second extraction of the file differs from ours."""

from collections.abc import Iterator, Sequence

from portal.parsing.disagreement import Disagreement, DisagreementKind
from portal.parsing.source import Note, Source, Span

MAX_NOTES = 20
NEARBY = 600  # characters between two differences of one note
MAX_LISTED = 3

PHRASES = {
    DisagreementKind.MISSING: "it also has “{theirs}”",
    DisagreementKind.ADDED: "it does not have “{ours}”",
    DisagreementKind.ORDER: "it has “{ours}” in another place",
    DisagreementKind.BOUNDARIES: "it has “{theirs}” instead of “{ours}”",
    DisagreementKind.CHARACTERS: "it has “{theirs}” instead of “{ours}”",
}


def extraction_notes(source: Source) -> list[Note]:
    """Return a note for each group of neighboring differences; the last note counts the rest."""
    groups = list(group_neighbors(source.disagreements or ()))
    notes = [note_of(group) for group in groups[:MAX_NOTES]]
    if rest := groups[MAX_NOTES:]:
        pages = ", ".join(dict.fromkeys(str(group[0].page) for group in rest if group[0].page))
        places = "1 more place" if len(rest) == 1 else f"{len(rest)} more places"
        where = f"{places}, on page {pages}" if pages else places
        notes.append(
            uncertain_note(
                f"Uncertain: a second extraction of the file differs in {where}. Compare the text "
                "with the file, then resolve this note.",
                about=pages,
            )
        )
    return notes


def uncertain_note(reason: str, span: Span | None = None, about: str = "") -> Note:
    return Note("extraction-differs", reason, span, about)


def group_neighbors(disagreements: Sequence[Disagreement]) -> Iterator[list[Disagreement]]:
    """Yield the differences that are near each other on the same page."""
    group: list[Disagreement] = []
    for item in disagreements:
        if group and (item.page != group[-1].page or item.start > group[-1].end + NEARBY):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def phrase_of(item: Disagreement) -> str:
    phrase = PHRASES[item.kind].format(ours=item.ours, theirs=item.theirs)
    return f"{phrase} (page {item.other_page})" if item.other_page else phrase


def note_of(group: Sequence[Disagreement]) -> Note:
    first = group[0]
    if first.kind == DisagreementKind.NOT_COMPARED:
        reason = (
            f"Uncertain: the text could not be compared with the file, as {first.theirs}. Compare "
            "it yourself, then resolve this note."
        )
        return uncertain_note(reason)
    phrases = [phrase_of(item) for item in group]
    listed = list(dict.fromkeys(phrases))[:MAX_LISTED]
    more = len(phrases) - len(listed)
    rest = f"; and {more} more" if more > 0 else ""
    where, with_what = (f" on page {first.page}", "page") if first.page else ("", "file")
    return uncertain_note(
        f"Uncertain{where}: a second extraction of the file differs: {'; '.join(listed)}{rest}. "
        f"Compare the text with the {with_what}, then resolve this note.",
        (first.start, max(item.end for item in group)),
        str(first.page) if first.page else "",
    )
