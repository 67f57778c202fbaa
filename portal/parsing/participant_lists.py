"""Parse lists of participants in annexes: names, positions, organizations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.parsing import person_names, speaker_introductions
from portal.parsing.gazetteer import Vocabulary
from portal.parsing.parsed_report import Paragraph, ParsedReport, Session, Speaker
from portal.parsing.source import Source

# Words of a heading or first sentence that introduce a list of participants.
LIST_WORDS = re.compile(
    r"\b(?:participants?|delegates?|delegations?|attendees|attendance|composition|committee"
    r"|resource\s+persons)\b",
    re.IGNORECASE,
)
HEAD_OF_DELEGATION = re.compile(
    r"\b(?:headed|led|chaired)\s+by\s+(?P<who>.+?)(?=,?\s+and\s+(?:was\s+)?composed|[;.:]?$)",
    re.IGNORECASE,
)
# The column headings of a table.
COLUMN_NAMES = re.compile(
    r"\b(?:name|position|title|organi[sz]ation|country|no\.?)\b", re.IGNORECASE
)
SEPARATOR = re.compile(r"\s*(?:[,;:(]|\s[–—-]\s)\s*")
NUMBER = re.compile(r"^\s*\d{1,3}[.)]?\s+")
NAME_PART = rf"(?:{person_names.WORD}|{'|'.join(map(re.escape, person_names.PARTICLES))})"
PLAIN_NAME = re.compile(rf"{person_names.WORD}(?:\s+{NAME_PART}){{1,5}}")
MAX_ENTRY_LENGTH = 400  # characters


@dataclass(frozen=True)
class ListEntry:
    """An entry of a list: the printed name, the name without titles, and the text after it."""

    printed: str
    name: str
    details: str


def collect_participants(source: Source, draft: ParsedReport, vocabulary: Vocabulary) -> None:
    """Add the people in the participant lists of annexes to the draft."""
    people_by_name = {speaker.name.casefold(): speaker for speaker in draft.speakers}
    for session in draft.sessions:
        if session.kind == "annex" and is_participant_list(session):
            for participant in listed_participants(source, session, vocabulary):
                if participant.name.casefold() in people_by_name:
                    complete_speaker(people_by_name[participant.name.casefold()], participant)
                else:
                    people_by_name[participant.name.casefold()] = participant
                    draft.participants.append(participant)


def is_participant_list(session: Session) -> bool:
    first = session.paragraphs[0].text if session.paragraphs else ""
    return bool(LIST_WORDS.search(session.heading) or LIST_WORDS.search(first))


def listed_participants(
    source: Source, session: Session, vocabulary: Vocabulary
) -> Iterator[Speaker]:
    """Yield the participants; a line with only an organization starts its delegation."""
    delegation: list[str] = []
    for paragraph in session.paragraphs:
        if slugs := delegation_heading(paragraph, vocabulary):
            delegation = slugs
            continue
        for entry in split_entries(source, paragraph):
            participant = Speaker(
                entry.name,
                printed_name=entry.printed,
                role="delegate",
                known_slugs=vocabulary.people.lookup(entry.name),
            )
            speaker_introductions.complete_from_introduction(
                participant, entry.details, vocabulary.organizations
            )
            participant.organizations = participant.organizations or list(delegation)
            yield participant


def delegation_heading(paragraph: Paragraph, vocabulary: Vocabulary) -> list[str]:
    """Return the organization's slug if the line holds nothing else."""
    line = re.sub(r"^(?:delegation\s+of\s+)?(?:the\s+)?", "", paragraph.text, flags=re.IGNORECASE)
    return list(vocabulary.organizations.lookup(line.strip(" :"))[:1])


def split_entries(source: Source, paragraph: Paragraph) -> Iterator[ListEntry]:
    """Yield the entry in a paragraph; a sentence may name the head of a delegation."""
    text = " ".join(source.text[start:end] for start, end in paragraph.spans)
    if match := HEAD_OF_DELEGATION.search(paragraph.text):
        text = match["who"]
    elif len(text) > MAX_ENTRY_LENGTH or (
        COLUMN_NAMES.search(text) and "\t" in text and is_table_head(text)
    ):
        return
    if entry := parse_entry(NUMBER.sub("", text.strip())):
        yield entry


def is_table_head(row: str) -> bool:
    """Return whether every cell of a row is a column heading."""
    cells = [cell for cell in row.split("\t") if cell.strip()]
    return all(COLUMN_NAMES.search(cell) and len(cell.split()) <= 3 for cell in cells)


def parse_entry(line: str) -> ListEntry | None:
    first, _, rest = line.partition("\t")
    if first.strip(" .)").isdigit():
        first, _, rest = rest.partition("\t")
    titled = next(person_names.titled_names(first), None)
    if titled and titled.start == 0:
        return ListEntry(titled.whole, titled.name, join_cells(f"{first[titled.end :]}\t{rest}"))
    parts = SEPARATOR.split(first, maxsplit=1)
    name = " ".join(parts[0].split())
    if not PLAIN_NAME.fullmatch(name):
        return None
    return ListEntry(name, name, join_cells("\t".join([*parts[1:], rest])))


def join_cells(row: str) -> str:
    """Return the text after a name, with commas between the cells of a row."""
    cells = [" ".join(cell.split()) for cell in row.split("\t")]
    text = ", ".join(cell.strip(" ,;") for cell in cells if cell.strip(" ,;"))
    return text.strip(" ,;:.–—-")


def complete_speaker(speaker: Speaker, participant: Speaker) -> None:
    """Add position and organizations from the list if the report does not state them."""
    speaker.position = speaker.position or participant.position
    speaker.organizations = speaker.organizations or participant.organizations
