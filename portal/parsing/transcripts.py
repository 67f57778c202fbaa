"""Find who speaks in minutes, where a label precedes each statement: “Ana: Fees are high.”

A label alone may be any word (“Note: …”). It is a name if the document lists a person of that
name, or if several labels recur, as in a conversation.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from portal.parsing import person_names

LABEL = re.compile(
    r"(?P<label>[^\W\d_a-z][\w.'’-]*(?:[ _][^\W\d_a-z][\w.'’-]*){0,3})\s?:\s+(?=\S)",
)
NO_NAME = re.compile(
    r"(?:note|notes|agenda|scribe|present|participants|action|actions|topic|question|answer|q|a|summary|"
    r"date|place|venue|time|resolution|decision|recommendation|conclusion|chair|source|example|see|warning|"
    r"figure|table|title|author|email|abstract|keywords|today|goal|goals|issue|issues|background)s?",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"(?:the\s+)?(?:audience|floor|(?:\w+\s+)?(?:participant|delegate|member|student|voice|panelist|panellist|host"
    r"|interviewer|interpreter|secretariat|organizer|chair|moderator|co-chair)s?)(?:\s+(?:\d|[A-Z]))?",
    re.IGNORECASE,
)
PERSONAL = re.compile(r"\b(?:I|we|you|me|us|my|our|your)\b|\?$", re.IGNORECASE)
MIN_PERSONAL = 0.2  # share of statements in the first or second person, or questions
# The fewest labeled statements in minutes; fewer are enough if the document lists every label.
MIN_STATEMENTS, MIN_STATEMENTS_OF_LISTED = 5, 2
MIN_REPEATED = 3  # times that a label must come if no list has it


def label_of(text: str) -> str:
    """Return the label with which a statement begins; empty for none."""
    match = LABEL.match(text)
    if match is None or NO_NAME.fullmatch(match["label"]):
        return ""
    return match["label"].replace("_", " ")


def names_by_label(texts: Sequence[str], listed_names: Sequence[str]) -> Mapping[str, str]:
    """Return the full name of the speaker for each label of minutes; nothing for other texts."""
    counts = Counter(label for text in texts if (label := label_of(text)))
    listed = {label: name for label in counts if (name := listed_name(label, listed_names))}
    repeated = {label for label, count in counts.items() if count >= MIN_REPEATED}
    are_names = len(repeated) > 1 and is_conversation(repeated, texts)
    names = listed | {
        label: label
        for label in counts
        if label not in listed
        and not is_role(label)
        and are_names
        and (label in repeated or " " in label)
    }
    least = MIN_STATEMENTS_OF_LISTED if len(listed) == len(counts) else MIN_STATEMENTS
    if sum(counts[label] for label in names) < least:
        return {}
    # Among people who speak again and again, one who speaks once is a person as well.
    return {label: label for label in counts if listed and not is_role(label)} | names


def is_role(label: str) -> bool:
    """Return whether a label says in which role somebody speaks, and not who: “Moderator: …”."""
    return bool(ROLE.fullmatch(label) or person_names.ROLE.fullmatch(label))


def is_conversation(labels: Collection[str], texts: Sequence[str]) -> bool:
    """Return whether labels are names: full names, or before words in the first or second person.

    Single words before other texts may be headings: “Strengths: …”.
    """
    full_names = sum(" " in label for label in labels)
    labeled = [text for text in texts if label_of(text) in labels]
    personal = sum(bool(PERSONAL.search(text)) for text in labeled)
    return 2 * full_names >= len(labels) or personal >= MIN_PERSONAL * len(labeled)


def listed_name(label: str, listed_names: Sequence[str]) -> str:
    """Return the only listed name whose words begin with those of the label; empty for none."""
    words = fold(label).split()
    matching = [name for name in listed_names if begins(words, fold(name).split())]
    exact = [name for name in matching if set(words) <= set(fold(name).split())]
    candidates = list(dict.fromkeys(exact or matching))
    return candidates[0] if len(candidates) == 1 else ""


def begins(words: Sequence[str], name_words: Sequence[str]) -> bool:
    return all(any(other.startswith(word) for other in name_words) for word in words)


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
