"""Parse lists of participants in annexes: names, positions, organizations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.parsing import person_names, speaker_introductions
from portal.parsing.gazetteer import Vocabulary
from portal.parsing.parsed_report import Paragraph, ParsedReport, Session, Speaker
from portal.parsing.source import Source
from portal.parsing.text_tables import GAP

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
SEPARATOR = re.compile(r"\s*(?:[,;:(]|\s[–—-]\s|\s{2,})\s*")
# A sentence or line that enumerates those present.
ENUMERATION = re.compile(
    r"(?:[^.:]{0,60}\b(?:participants|attendees|members|those\s+present)\s+(?:were|are|included|include)\b:?"
    r"|(?:the\s+)?(?:following|these)\s+(?:[\w-]+\s+){0,3}(?:attended|participated|took\s+part|were\s+present)[^.:]{0,80}:"
    r"|(?:present|participants|attendees|attending|in\s+attendance|speakers|panelists|panellists)\s*:)\s*(?P<names>[^.].{10,})$",
    re.IGNORECASE | re.DOTALL,
)
NAME_SEPARATOR = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+")
# Words of headings and agendas, which no name has.
NO_NAME = re.compile(
    r"\b(?:address(?:es)?|agenda|acknowledge?ments?|annex|appendix|break|coffee|committee|copyright|email|"
    r"introduction|lunch|notice|opening|closing|participants?|references|registration|remarks|session|"
    r"statement|summary|table|threats?|welcome|workshop|board|meeting|bureau|division|department|office|"
    r"persons?|delegations?|delegates|observers|organi[sz]ers|secretariat|experts|speakers|"
    r"ministry|agency|section|directorate|embassy|university|institute)\b|^[IVX]+\.",
    re.IGNORECASE,
)
MIN_ENTRIES = 0.7  # share of lines or parts that are entries, for all to be entries
MIN_NAMES = 3  # between commas: fewer may be a name and a position
MAX_HEADING_WORDS = 4  # of a list in the body
# A line of an address: “Tel: +251 …”, “ana@example.org”.
CONTACT = re.compile(
    r"\s*(?:(?:tel(?:ephone)?|phone|mobile|fax|e-?mail|web(?:site)?|address)\b\s*[.:]|[^\s@]+@\S+\s*$|\+\d[\d\s()-]+$)",
    re.IGNORECASE,
)
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
    """Add the people in lists of participants, in annexes and in the body, to the draft."""
    people_by_name = {speaker.name.casefold(): speaker for speaker in draft.speakers}
    for session in draft.sessions:
        for participant in participants_in(source, session, vocabulary):
            if participant.name.casefold() in people_by_name:
                complete_speaker(people_by_name[participant.name.casefold()], participant)
            else:
                people_by_name[participant.name.casefold()] = participant
                draft.participants.append(participant)


def listed_names(source: Source, draft: ParsedReport, vocabulary: Vocabulary) -> list[str]:
    """Return the names of the people in all lists of participants."""
    return [
        participant.name
        for session in draft.sessions
        for participant in participants_in(source, session, vocabulary)
    ]


def participants_in(source: Source, session: Session, vocabulary: Vocabulary) -> Iterator[Speaker]:
    """Yield the participants that a session lists, or names in a sentence."""
    if is_participant_list(session):
        yield from listed_participants(source, session, vocabulary)
        return
    for paragraph in session.paragraphs:
        for entry in enumerated_entries(paragraph.text):
            yield new_participant(entry, vocabulary)


def is_participant_list(session: Session) -> bool:
    """Return whether a session lists participants: by its heading, or its first words in an annex."""
    heading = session.heading or session.title
    if LIST_WORDS.search(heading):
        return session.kind == "annex" or len(heading.split()) <= MAX_HEADING_WORDS
    first = session.paragraphs[0].text if session.paragraphs else ""
    return session.kind == "annex" and bool(LIST_WORDS.search(first))


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
            participant = new_participant(entry, vocabulary)
            participant.organizations = participant.organizations or list(delegation)
            yield participant


def new_participant(entry: ListEntry, vocabulary: Vocabulary) -> Speaker:
    participant = Speaker(
        entry.name,
        printed_name=entry.printed,
        role="delegate",
        known_slugs=vocabulary.people.lookup(entry.name),
    )
    speaker_introductions.complete_from_introduction(
        participant, entry.details, vocabulary.organizations
    )
    return participant


def delegation_heading(paragraph: Paragraph, vocabulary: Vocabulary) -> list[str]:
    """Return the organization's slug if the line holds nothing else."""
    line = re.sub(r"^(?:delegation\s+of\s+)?(?:the\s+)?", "", paragraph.text, flags=re.IGNORECASE)
    return list(vocabulary.organizations.lookup(line.strip(" :"))[:1])


def split_entries(source: Source, paragraph: Paragraph) -> Iterator[ListEntry]:
    """Yield the entries in a paragraph: a single one, one for each line, or those of a sentence."""
    if match := HEAD_OF_DELEGATION.search(paragraph.text):
        if entry := parse_entry(match["who"]):
            yield entry
        return
    if entries := list(enumerated_entries(paragraph.text)):
        yield from entries
        return
    lines = printed_lines(source, paragraph)
    parsed = [parse_entry(NUMBER.sub("", line.strip())) for line in lines]
    if len(lines) > 1 and sum(map(bool, parsed)) >= MIN_ENTRIES * len(lines):
        yield from filter(None, parsed)
    elif not is_one_person(paragraph.text) and (entries := list(names_in_row(paragraph.text))):
        yield from entries
    else:
        yield from single_entry("\n".join(lines))


def is_one_person(text: str) -> bool:
    """Return whether only the first name has a title: what follows is position and organization."""
    return [name.start for name in person_names.titled_names(text)] == [0]


def single_entry(text: str) -> Iterator[ListEntry]:
    """Yield the text as one entry, unless it is a table's head or running text.

    If the first line is a name and nothing else, the lines are the cells of the entry.
    """
    first, *others = [line for line in text.split("\n") if not CONTACT.match(line)] or [""]
    own = parse_entry(first.strip())
    if own and others and not own.details and not first.rstrip().endswith(","):
        text = "\t".join([first, *others])
    joined = text.replace("\n", " ")
    is_head = COLUMN_NAMES.search(joined) and "\t" in joined and is_table_head(joined)
    if len(joined) > MAX_ENTRY_LENGTH or is_head:
        return
    if entry := parse_entry(NUMBER.sub("", joined.strip())):
        yield entry


def printed_lines(source: Source, paragraph: Paragraph) -> list[str]:
    """Return the lines of the paragraph as the source has them."""
    lines: list[str] = []
    last_end = -1
    for start, end in paragraph.spans:
        is_new = last_end < 0 or "\n" in source.text[last_end:start]
        first, *others = source.text[start:end].split("\n")
        if is_new:
            lines.append(first)
        else:
            # The bars between the cells of a Markdown table are set aside.
            lines[-1] += source.text[last_end:start].replace("|", "\t") + first
        lines += others
        last_end = end
    return [GAP.sub("\t", line) for line in lines] if len(lines) == 1 else lines


def enumerated_entries(text: str) -> Iterator[ListEntry]:
    """Yield the people that a sentence enumerates: “The participants were …”, “Present: …”."""
    if match := ENUMERATION.match(text):
        yield from names_in_row(match["names"])


def names_in_row(text: str) -> Iterator[ListEntry]:
    """Yield the names between commas; nothing if any part is not a name."""
    names = [name.strip(" .;") for name in NAME_SEPARATOR.split(text)]
    names = [name for name in names if name]
    entries = [parse_entry(name) or single_name(name) for name in names]
    full = sum(entry is not None and " " in entry.name for entry in entries)
    if len(entries) >= MIN_NAMES and full >= MIN_ENTRIES * len(entries):
        yield from filter(None, entries)


def single_name(text: str) -> ListEntry | None:
    """Return the entry of a person with one name, among others with two."""
    is_name = re.fullmatch(person_names.WORD, text) is not None
    return ListEntry(text, text, "") if is_name else None


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
    parts = SEPARATOR.split(first.strip(), maxsplit=1)
    name = " ".join(parts[0].split())
    if not PLAIN_NAME.fullmatch(name) or NO_NAME.search(name):
        return None
    return ListEntry(name, name, join_cells("\t".join([*parts[1:], rest])))


def join_cells(row: str) -> str:
    """Return the text after a name, with commas between the cells of a row."""
    cells = [without_open_bracket(" ".join(cell.split())) for cell in row.split("\t")]
    text = ", ".join(
        cell.strip(" ,;") for cell in cells if cell.strip(" ,;") and not CONTACT.match(cell)
    )
    return without_open_bracket(text.strip(" ,;:.–—-"))


def without_open_bracket(text: str) -> str:
    """Return the text without a bracket that opened after the name: “Ana Lund (Port Authority)”."""
    return text[:-1] if text.endswith(")") and text.count("(") < text.count(")") else text


def complete_speaker(speaker: Speaker, participant: Speaker) -> None:
    """Add position and organizations from the list if the report does not state them."""
    speaker.position = speaker.position or participant.position
    speaker.organizations = speaker.organizations or participant.organizations
