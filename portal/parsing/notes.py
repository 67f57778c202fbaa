"""Notes for an editor that depend on the whole draft."""

from collections import Counter
from collections.abc import Iterator

from portal.parsing.blocks import Segmentation
from portal.parsing.gazetteer import Vocabulary
from portal.parsing.level_suggestions import suggest_level
from portal.parsing.parsed_report import Paragraph, ParsedReport, Speaker
from portal.parsing.report_metadata import is_headed_by
from portal.parsing.source import Note
from portal.parsing.unknown_names import unknown_name_notes

MAX_SINGLE_NOTES = 5  # notes with one code; more of them become one


def add_notes(draft: ParsedReport, segmentation: Segmentation, vocabulary: Vocabulary) -> None:
    """Add a note for everything that was assumed, is missing or looks wrong."""
    for note_source in (
        title_notes,
        meeting_notes,
        statement_notes,
        number_notes,
        speaker_notes,
        level_notes,
        agreement_notes,
    ):
        draft.notes += note_source(draft)
    draft.notes += unknown_name_notes(draft, vocabulary)
    draft.notes += segmentation.notes
    draft.notes += joined_line_notes(segmentation)
    draft.notes += annex_notes(draft)
    draft.notes.sort(key=lambda note: note.span or (0, 0))


def title_notes(draft: ParsedReport) -> Iterator[Note]:
    front = draft.front
    for is_missing, name in (
        (not front.title, "title"),
        (front.starts_on is None, "date"),
        (not front.place, "place"),
    ):
        if is_missing:
            yield Note(
                f"{name}-not-stated",
                f"No {name} is stated above the first heading.",
            )


def meeting_notes(draft: ParsedReport) -> Iterator[Note]:
    if draft.front.second_meeting:
        yield Note(
            "second-meeting",
            f"The title block names a second meeting, “{draft.front.second_meeting}”; the report "
            "uses the dates of the first.",
        )


def statement_notes(draft: ParsedReport) -> Iterator[Note]:
    if not draft.co_chairs:
        yield Note("co-chairs-not-stated", "The report does not say who co-chaired the workshop.")
    if not draft.recommendations:
        yield Note("no-recommendations", "No recommendations were found.")


def number_notes(draft: ParsedReport) -> Iterator[Note]:
    numbered = [paragraph for paragraph in draft.paragraphs if paragraph.number.isdecimal()]
    for previous, following in zip(numbered, numbered[1:], strict=False):
        if int(following.number) != int(previous.number) + 1:
            yield Note(
                "numbers-skip",
                f"Paragraph {previous.number} is followed by paragraph {following.number}.",
                paragraph_span(following),
            )
    for number, count in Counter(paragraph.number for paragraph in numbered).items():
        if count > 1:
            yield Note(
                "number-repeated",
                f"{count} paragraphs are numbered {number}; the later ones got other addresses.",
                about=number,
            )


def speaker_notes(draft: ParsedReport) -> Iterator[Note]:
    first_paragraphs: dict[int, Paragraph] = {}
    for paragraph in draft.paragraphs:
        for speaker in paragraph.speakers:
            first_paragraphs.setdefault(id(speaker), paragraph)
    for speaker in draft.speakers:
        paragraph = first_paragraphs[id(speaker)]
        if not speaker.organizations:
            yield Note(
                "organization-not-stated",
                missing_organization_message(speaker),
                paragraph_span(paragraph),
                speaker.printed_name,
            )
        if len(speaker.known_slugs) == 1:
            yield Note(
                "person-known",
                f"{speaker.name} was assumed to be the recorded person of that name.",
                paragraph_span(paragraph),
            )
        elif speaker.known_slugs:
            yield Note(
                "person-ambiguous",
                f"{len(speaker.known_slugs)} people are named {speaker.name}; a new one was created.",
                paragraph_span(paragraph),
                speaker.name,
            )
        if speaker.short_forms:
            forms = ", ".join(f"“{form}”" for form in speaker.short_forms)
            yield Note(
                "names-taken-together",
                f"{forms} and “{speaker.printed_name}” were assumed to be one person.",
                paragraph_span(paragraph),
            )


def missing_organization_message(speaker: Speaker) -> str:
    if speaker.introduced_as:
        return (
            f"{speaker.printed_name} is introduced as “{speaker.introduced_as}”, which contains "
            "no organization from the vocabulary."
        )
    return f"{speaker.printed_name} has no stated position or organization."


def level_notes(draft: ParsedReport) -> Iterator[Note]:
    unstated = [
        recommendation for recommendation in draft.recommendations if not recommendation.level
    ]
    suggestions = [suggest_level(recommendation.text) for recommendation in unstated]
    if len(unstated) > MAX_SINGLE_NOTES and len(unstated) == len(draft.recommendations):
        counts = Counter(suggestion.level for suggestion in suggestions if suggestion)
        suggested = "".join(f"; the words of {counts[level]} suggest “{level}”" for level in counts)
        count = len(unstated)
        yield Note(
            "level-not-stated",
            f"None of the {count} recommendations has a stated level{suggested}.",
        )
        return
    for recommendation, suggestion in zip(unstated, suggestions, strict=True):
        suggested = f"; “{suggestion.words}” suggests “{suggestion.level}”" if suggestion else ""
        yield Note(
            "level-not-stated",
            f"Recommendation {recommendation.reference} has no stated level{suggested}.",
            recommendation.span,
        )


def agreement_notes(draft: ParsedReport) -> Iterator[Note]:
    recommending = {recommendation.paragraph for recommendation in draft.recommendations}
    for paragraph in draft.paragraphs:
        if paragraph.anchor in recommending and paragraph.voice == "collective":
            yield Note(
                "agreement-not-stated",
                "Points were read as recommendations, but the report does not say that all "
                "participants agreed.",
                paragraph_span(paragraph),
            )


def joined_line_notes(segmentation: Segmentation) -> Iterator[Note]:
    for block in segmentation.blocks:
        for position in block.joined_at:
            name = f"Paragraph {block.label}" if block.label else "A paragraph"
            yield Note(
                "joined-across-break",
                f"{name.rstrip('.)')} is split by an empty line in mid-sentence and was joined.",
                (position, block.spans[-1][1]),
            )


def annex_notes(draft: ParsedReport) -> Iterator[Note]:
    headings = {session.heading for session in draft.sessions if session.kind == "annex"}
    for annex in draft.annexes:
        if not any(is_headed_by(heading, annex.label) for heading in headings):
            subject = f" ({annex.subject})" if annex.subject else ""
            yield Note(
                "annex-not-supplied",
                f"{annex.label}{subject} is mentioned, but not included in the file.",
                about=annex.label,
            )


def paragraph_span(paragraph: Paragraph) -> tuple[int, int]:
    return paragraph.spans[0][0], paragraph.spans[-1][1]
