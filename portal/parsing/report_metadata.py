"""Extract co-chairs, attendance, dates and annexes from a report's paragraphs."""

import re
from collections import deque
from collections.abc import Iterator

from portal.parsing import sentences
from portal.parsing.gazetteer import Vocabulary
from portal.parsing.meeting_dates import parse_dates
from portal.parsing.parsed_report import Annex, Attendance, ParsedReport, TitleBlock

CO_CHAIRS = re.compile(r"\bco-?chaired\s+by\s+(?P<who>.+?)(?=,?\s+with\b|[.;]|$)", re.IGNORECASE)
# Sentences that give place and dates, used if the title block does not.
HELD = re.compile(
    r"\b(?:was|were)\s+(?:\w+\s+)?(?:held|convened|hosted|organi[sz]ed)\b|\btook\s+place\b"
    r"|\bheld\s+(?:its|their|an?|the)\b"
    r"|\b(?:hosted|convened|conducted|organi[sz]ed|ran)\s+(?:an?|the|its|our)\b"
    r"|\b(?:workshop|meeting|seminar|participants)\b[^.]{0,80}\b(?:held|met|gathered|convened)\b",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:in|at)\s+(?:the\s+city\s+of\s+)?(?P<place>[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]+){0,3}"
    r"(?:,\s+(?:[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]+){0,3}))?)(?=,?\s+(?:on|from)\b|[,.;]|$)"
)
PARTICIPANTS = re.compile(
    r"\b(?P<number>\d{1,3}(?:,\d{3})|\d{1,5})\s+(?:\w+\s+){0,2}"
    r"(?:participants|delegates|representatives|officials|experts)\b",
    re.IGNORECASE,
)
STATES = re.compile(
    r"\b(?P<number>\d{1,3})\s+(?:[\w-]+\s+){0,3}(?:states|countries|economies|members)\b",
    re.IGNORECASE,
)

ANNEX = re.compile(r"\b(?P<label>(?:Annex|Appendix|Attachment)\s+(?:\d{1,2}|[A-H]|[IVX]{1,4}))\b")
# Subjects of annexes, by words in the sentence that names the annex.
SUBJECTS = (
    ("list of participants", re.compile(r"\bparticipants?\b", re.IGNORECASE)),
    ("agenda", re.compile(r"\b(?:agenda|programme|program)\b", re.IGNORECASE)),
    ("presentations", re.compile(r"\bpresentations?\b", re.IGNORECASE)),
    ("concept note", re.compile(r"\bconcept (?:note|paper)\b", re.IGNORECASE)),
    ("statement", re.compile(r"\bstatements?\b", re.IGNORECASE)),
)


def read_metadata(draft: ParsedReport, vocabulary: Vocabulary) -> None:
    """Set the draft's co-chairs, attendance and annexes from its paragraphs."""
    for paragraph in draft.paragraphs:
        for sentence in sentences.split_sentences(paragraph.text):
            if draft.front.starts_on is None and HELD.search(sentence):
                read_dates(draft.front, sentence)
            if not draft.co_chairs and (match := CO_CHAIRS.search(sentence)):
                draft.co_chairs = vocabulary.organizations.slugs_in(match["who"])
            if not draft.attendance.sentence:
                draft.attendance = parse_attendance(sentence)
            for label, subject in find_annexes(sentence):
                add_annex(draft, label, subject, paragraph.anchor)
    if draft.front.starts_on is None and draft.front.file_date:
        draft.front.starts_on = draft.front.ends_on = draft.front.file_date


def read_dates(front: TitleBlock, sentence: str) -> None:
    """Set the dates and, unless the title block gives one, the place from a sentence."""
    dates = parse_dates(sentence)
    if dates is None:
        return
    front.starts_on, front.ends_on = dates.first, dates.last
    texts = (dates.after, dates.before)
    place_match = next((match for text in texts if (match := PLACE.search(text))), None)
    if place_match and not front.place:
        front.place = place_match["place"]


def parse_attendance(sentence: str) -> Attendance:
    participants = PARTICIPANTS.search(sentence)
    if not participants:
        return Attendance()
    states = STATES.search(sentence, participants.end())
    return Attendance(
        sentence,
        int(participants["number"].replace(",", "")),
        int(states["number"]) if states else None,
    )


def find_annexes(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield (label, subject) of each annex that a sentence names."""
    subjects_by_position = deque(
        sorted(
            (match.end(), subject)
            for subject, pattern in SUBJECTS
            for match in pattern.finditer(sentence)
        )
    )
    subject = ""
    for annex in ANNEX.finditer(sentence):
        while subjects_by_position and subjects_by_position[0][0] <= annex.start():
            subject = subjects_by_position.popleft()[1]
        yield annex["label"], subject


def is_headed_by(heading: str, label: str) -> bool:
    """Return whether a heading belongs to the annex: “Annex 10” is not the heading of “Annex 1”."""
    words, wanted = heading.casefold().split(), label.casefold().split()
    heading_start = " ".join(words[: len(wanted)])
    return re.sub(r"\W+$", "", heading_start) == " ".join(wanted)


def add_annex(draft: ParsedReport, label: str, subject: str, anchor: str) -> None:
    annexes_by_label = {annex.label: annex for annex in draft.annexes}
    if label not in annexes_by_label:
        draft.annexes.append(Annex(label, subject, anchor))
    elif not annexes_by_label[label].subject:
        annexes_by_label[label].subject = subject
