"""What an editor should look at: the doubts that only the whole draft shows."""

from collections import Counter
from collections.abc import Iterator

from portal.importing.blocks import Blocks
from portal.importing.parsed import Draft, Paragraph, Speaker
from portal.importing.source import Note
from portal.importing.stated import is_headed_by

FEW = 5  # notes of one sort; more of them become one


def doubt(draft: Draft, cut: Blocks) -> None:
    """Add a note to the draft for everything that was assumed, is missing or looks odd."""
    for doubts in (
        of_title,
        of_meetings,
        of_statements,
        of_numbers,
        of_speakers,
        of_levels,
        of_agreement,
    ):
        draft.notes += doubts(draft)
    draft.notes += cut.notes
    draft.notes += of_joined(cut)
    draft.notes += of_annexes(draft)
    draft.notes.sort(key=lambda note: note.span or (0, 0))


def of_title(draft: Draft) -> Iterator[Note]:
    front = draft.front
    for missing, what in (
        (not front.title, "title"),
        (front.starts_on is None, "date"),
        (not front.place, "place"),
    ):
        if missing:
            yield Note(
                f"{what}-not-stated",
                f"The {what} is not stated above the first heading.",
            )


def of_meetings(draft: Draft) -> Iterator[Note]:
    if draft.front.further:
        yield Note(
            "second-meeting",
            f"The title block names a second meeting, “{draft.front.further}”; the report "
            "is kept under the days of the first.",
        )


def of_statements(draft: Draft) -> Iterator[Note]:
    if not draft.co_chairs:
        yield Note("co-chairs-not-stated", "Who co-chaired the workshop is not stated.")
    if not draft.recommendations:
        yield Note("no-recommendations", "No recommendations were found.")


def of_numbers(draft: Draft) -> Iterator[Note]:
    numbered = [one for one in draft.paragraphs if one.number.isdecimal()]
    for before, after in zip(numbered, numbered[1:], strict=False):
        if int(after.number) != int(before.number) + 1:
            yield Note(
                "numbers-skip",
                f"Paragraph {before.number} is followed by paragraph {after.number}.",
                whole(after),
            )
    for anchor, count in Counter(one.number for one in numbered).items():
        if count > 1:
            yield Note(
                "number-repeated",
                f"{count} paragraphs are numbered {anchor}; the later ones have other addresses.",
                about=anchor,
            )


def of_speakers(draft: Draft) -> Iterator[Note]:
    first_of: dict[int, Paragraph] = {}
    for paragraph in draft.paragraphs:
        for speaker in paragraph.speakers:
            first_of.setdefault(id(speaker), paragraph)
    for speaker in draft.speakers:
        first = first_of[id(speaker)]
        if not speaker.organizations:
            yield Note(
                "organization-not-stated",
                without_organization(speaker),
                whole(first),
                speaker.printed_name,
            )
        if len(speaker.known_as) == 1:
            yield Note(
                "person-known",
                f"{speaker.name} is taken for the person of that name who is already recorded.",
                whole(first),
            )
        elif speaker.known_as:
            yield Note(
                "person-ambiguous",
                f"{len(speaker.known_as)} people are named {speaker.name}; a new record was made.",
                whole(first),
                speaker.name,
            )
        if speaker.short_forms:
            forms = ", ".join(f"“{form}”" for form in speaker.short_forms)
            yield Note(
                "names-taken-together",
                f"{forms} and “{speaker.printed_name}” are taken for one person.",
                whole(first),
            )


def without_organization(speaker: Speaker) -> str:
    if speaker.introduced_as:
        return (
            f"{speaker.printed_name} is introduced as “{speaker.introduced_as}”, which names "
            "no organization of the vocabulary."
        )
    return f"{speaker.printed_name} speaks without a position or an organization."


def of_levels(draft: Draft) -> Iterator[Note]:
    unstated = [one for one in draft.recommendations if not one.level]
    if len(unstated) > FEW and len(unstated) == len(draft.recommendations):
        count = len(unstated)
        yield Note(
            "level-not-stated",
            f"None of the {count} recommendations stands under a level.",
        )
        return
    for one in unstated:
        yield Note(
            "level-not-stated",
            f"Recommendation {one.reference} stands under no level.",
            (one.spans[0][0], one.spans[-1][1]),
        )


def of_agreement(draft: Draft) -> Iterator[Note]:
    asking = {one.paragraph for one in draft.recommendations}
    for one in draft.paragraphs:
        if one.anchor in asking and one.voice == "collective":
            yield Note(
                "agreement-not-stated",
                "Points are taken for recommendations, but it is not said that all agreed.",
                whole(one),
            )


def of_joined(cut: Blocks) -> Iterator[Note]:
    for block in cut.blocks:
        for place in block.joined_at:
            name = f"Paragraph {block.label}" if block.label else "A paragraph"
            yield Note(
                "joined-across-break",
                f"{name.rstrip('.)')} is cut by an empty line in mid-sentence and was joined.",
                (place, block.spans[-1][1]),
            )


def of_annexes(draft: Draft) -> Iterator[Note]:
    supplied = {one.heading for one in draft.sessions if one.kind == "annex"}
    for annex in draft.annexes:
        if not any(is_headed_by(heading, annex.label) for heading in supplied):
            subject = f" ({annex.subject})" if annex.subject else ""
            yield Note(
                "annex-not-supplied",
                f"{annex.label}{subject} is named, but not part of the file.",
                about=annex.label,
            )


def whole(paragraph: Paragraph) -> tuple[int, int]:
    return paragraph.spans[0][0], paragraph.spans[-1][1]
