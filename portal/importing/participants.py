"""Lists of participants in annexes: who took part, as what and from where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.importing import introductions, names
from portal.importing.parsed import Draft, Paragraph, Session, Speaker
from portal.importing.source import Source
from portal.importing.vocabulary import Vocabulary

# Words of a heading, or of the sentence above a list, that say what is listed.
LISTS = re.compile(
    r"\b(?:participants?|delegates?|delegations?|attendees|attendance|composition|committee"
    r"|resource\s+persons)\b",
    re.IGNORECASE,
)
HEADED = re.compile(
    r"\b(?:headed|led|chaired)\s+by\s+(?P<who>.+?)(?=,?\s+and\s+(?:was\s+)?composed|[;.:]?$)",
    re.IGNORECASE,
)
# A line that heads the table, no participant.
COLUMNS = re.compile(
    r"\b(?:name|position|title|organi[sz]ation|country|no\.?)\b", re.IGNORECASE
)
PARTING = re.compile(r"\s*(?:[,;:(]|\s[–—-]\s)\s*")
NUMBER = re.compile(r"^\s*\d{1,3}[.)]?\s+")
PART = rf"(?:{names.WORD}|{'|'.join(map(re.escape, names.PARTICLES))})"
PLAIN_NAME = re.compile(rf"{names.WORD}(?:\s+{PART}){{1,5}}")
LONGEST = 400  # characters: an entry of a list is shorter


@dataclass(frozen=True)
class Entry:
    """A line of a list: the name as printed, the name itself, and the words behind it."""

    printed: str
    name: str
    words: str


def gather(source: Source, draft: Draft, vocabulary: Vocabulary) -> None:
    """Give the draft everybody whom the lists in its annexes name."""
    known = {one.name.casefold(): one for one in draft.speakers}
    for session in draft.sessions:
        if session.kind == "annex" and is_a_list(session):
            for one in listed(source, session, vocabulary):
                if one.name.casefold() in known:
                    complete(known[one.name.casefold()], one)
                else:
                    known[one.name.casefold()] = one
                    draft.participants.append(one)


def is_a_list(session: Session) -> bool:
    first = session.paragraphs[0].text if session.paragraphs else ""
    return bool(LISTS.search(session.heading) or LISTS.search(first))


def listed(
    source: Source, session: Session, vocabulary: Vocabulary
) -> Iterator[Speaker]:
    """Yield the participants; a line that names a body alone says from where the next come."""
    delegation: list[str] = []
    for paragraph in session.paragraphs:
        if slugs := body_of(paragraph, vocabulary):
            delegation = slugs
            continue
        for entry in entries_of(source, paragraph):
            one = Speaker(
                entry.name,
                printed_name=entry.printed,
                role="delegate",
                known_as=vocabulary.people.exactly(entry.name),
            )
            introductions.complete(one, entry.words, vocabulary.organizations)
            one.organizations = one.organizations or list(delegation)
            yield one


def body_of(paragraph: Paragraph, vocabulary: Vocabulary) -> list[str]:
    """Return the body whose delegation begins, if the line says no more than that."""
    line = re.sub(
        r"^(?:delegation\s+of\s+)?(?:the\s+)?", "", paragraph.text, flags=re.IGNORECASE
    )
    return list(vocabulary.organizations.exactly(line.strip(" :"))[:1])


def entries_of(source: Source, paragraph: Paragraph) -> Iterator[Entry]:
    """Yield whom one line of a list names; a sentence may name who heads the delegation."""
    raw = " ".join(source.text[start:end] for start, end in paragraph.spans)
    if headed := HEADED.search(paragraph.text):
        raw = headed["who"]
    elif len(raw) > LONGEST or (COLUMNS.search(raw) and "\t" in raw and is_head(raw)):
        return
    if entry := entry_in(NUMBER.sub("", raw.strip())):
        yield entry


def is_head(row: str) -> bool:
    """Say whether every cell of a row is the name of a column."""
    cells = [cell for cell in row.split("\t") if cell.strip()]
    return all(COLUMNS.search(cell) and len(cell.split()) <= 3 for cell in cells)


def entry_in(line: str) -> Entry | None:
    first, _, rest = line.partition("\t")
    if first.strip(" .)").isdigit():
        first, _, rest = rest.partition("\t")
    titled = next(names.titled_names(first), None)
    if titled and titled.start == 0:
        return Entry(titled.whole, titled.name, tidy(f"{first[titled.end :]}\t{rest}"))
    parts = PARTING.split(first, maxsplit=1)
    name = " ".join(parts[0].split())
    if not PLAIN_NAME.fullmatch(name):
        return None
    return Entry(name, name, tidy("\t".join([*parts[1:], rest])))


def tidy(words: str) -> str:
    """Return the words behind a name with commas where the cells of a row were parted."""
    cells = [" ".join(cell.split()) for cell in words.split("\t")]
    text = ", ".join(cell.strip(" ,;") for cell in cells if cell.strip(" ,;"))
    return text.strip(" ,;:.–—-")


def complete(speaker: Speaker, listed_as: Speaker) -> None:
    """Let the list say what the report does not when somebody speaks."""
    speaker.position = speaker.position or listed_as.position
    speaker.organizations = speaker.organizations or listed_as.organizations
