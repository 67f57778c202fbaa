"""What a report says about its own workshop: co-chairs, attendance, annexes."""

import re
from collections import deque
from collections.abc import Iterator

from portal.importing import sentences, titles
from portal.importing.parsed import Annex, Attendance, Draft, TitleBlock
from portal.importing.vocabulary import Vocabulary

CO_CHAIRS = re.compile(
    r"\bco-?chaired\s+by\s+(?P<who>.+?)(?=,?\s+with\b|[.;]|$)", re.IGNORECASE
)
# Where and when the text says that the meeting was held, if the title block does not.
HELD = re.compile(
    r"\b(?:was|were)\s+(?:\w+\s+)?(?:held|convened|hosted|organi[sz]ed)\b|\btook\s+place\b|\bheld\s+(?:its|their)\b",
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

ANNEX = re.compile(
    r"\b(?P<label>(?:Annex|Appendix|Attachment)\s+(?:\d{1,2}|[A-H]|[IVX]{1,4}))\b"
)
# What an annex holds, as the sentence that names it says.
SUBJECTS = (
    ("list of participants", re.compile(r"\bparticipants?\b", re.IGNORECASE)),
    ("agenda", re.compile(r"\b(?:agenda|programme|program)\b", re.IGNORECASE)),
    ("presentations", re.compile(r"\bpresentations?\b", re.IGNORECASE)),
    ("concept note", re.compile(r"\bconcept (?:note|paper)\b", re.IGNORECASE)),
    ("statement", re.compile(r"\bstatements?\b", re.IGNORECASE)),
)


def read(draft: Draft, vocabulary: Vocabulary) -> None:
    """Fill in the draft's co-chairs, attendance and annexes from its paragraphs."""
    for paragraph in draft.paragraphs:
        for sentence in sentences.split(paragraph.text):
            if draft.front.starts_on is None and HELD.search(sentence):
                date(draft.front, sentence)
            if not draft.co_chairs and (chaired := CO_CHAIRS.search(sentence)):
                draft.co_chairs = vocabulary.organizations.named_in(chaired["who"])
            if not draft.attendance.sentence:
                draft.attendance = attendance_in(sentence)
            for label, subject in annexes_in(sentence):
                name(draft, label, subject, paragraph.anchor)


def date(front: TitleBlock, sentence: str) -> None:
    """Take the days, and the place where none is printed above, from the sentence."""
    days = titles.days_in(sentence)
    if days is None:
        return
    front.starts_on, front.ends_on = days.first, days.last
    around = (days.after, days.before)
    found = next((place for one in around if (place := PLACE.search(one))), None)
    if found and not front.place:
        front.place = found["place"]


def attendance_in(sentence: str) -> Attendance:
    participants = PARTICIPANTS.search(sentence)
    if not participants:
        return Attendance()
    states = STATES.search(sentence, participants.end())
    return Attendance(
        sentence,
        int(participants["number"].replace(",", "")),
        int(states["number"]) if states else None,
    )


def annexes_in(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield (label, subject) of each annex that the sentence names."""
    places = deque(
        sorted(
            (match.end(), subject)
            for subject, pattern in SUBJECTS
            for match in pattern.finditer(sentence)
        )
    )
    subject = ""
    for found in ANNEX.finditer(sentence):
        while places and places[0][0] <= found.start():
            subject = places.popleft()[1]
        yield found["label"], subject


def is_headed_by(heading: str, label: str) -> bool:
    """Say whether a heading is that of the annex: “Annex 1” heads no “Annex 10”."""
    words, wanted = heading.casefold().split(), label.casefold().split()
    begin = " ".join(words[: len(wanted)])
    return re.sub(r"\W+$", "", begin) == " ".join(wanted)


def name(draft: Draft, label: str, subject: str, anchor: str) -> None:
    known = {annex.label: annex for annex in draft.annexes}
    if label not in known:
        draft.annexes.append(Annex(label, subject, anchor))
    elif not known[label].subject:
        known[label].subject = subject
