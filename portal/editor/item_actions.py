"""The operations of an item's page: what a pressed button asks for, as an edit and a message."""

from collections.abc import Callable

from django.http import QueryDict

from portal.content import new_entities
from portal.content.edits import new_records
from portal.content.edits.base import Edit
from portal.content.edits.blocks import Join, Split
from portal.content.edits.fields import SetFields
from portal.content.edits.retype import Retype
from portal.content.edits.speakers import RemoveSpeaker
from portal.content.edits.structure import Move, Nest, Remove
from portal.content.refusals import SaveRefusedError
from portal.content.schema import NAMED_VOICE
from portal.editor import item_rationale, item_references, suggestions
from portal.editor.item_page import ItemPage
from portal.editor.item_types import ITEM_TYPES
from portal.parsing import sentences
from reports.pk_validation import valid_pk

Action = tuple[Edit, str]


def move_item(page: ItemPage, data: QueryDict) -> Action:
    steps = -1 if data.get("do") == "up" else 1
    return Move(page.item, steps), "Moved."


def nest(page: ItemPage, data: QueryDict) -> Action:
    parent = data.get("under", "")
    locate = ITEM_TYPES["recommendations"].locate
    return Nest(page.item, locate(page.snapshot, parent) if parent else None), "Moved."


def remove(page: ItemPage, data: QueryDict) -> Action:
    return Remove(page.item), "Removed."


def split(page: ItemPage, data: QueryDict) -> Action:
    offset = split_offset(page.text, data)
    return Split(page.item, offset), f"Split before “{page.text[offset:].strip()[:40]}”."


def split_offset(text: str, data: QueryDict) -> int:
    """Return the chosen offset: of a sentence, or of the typed words.

    Raise SaveRefusedError if the words are not in the text exactly once, or nothing is chosen.
    """
    words = data.get("words", "").strip()
    if words:
        if text.count(words) != 1:
            times = "more than once" if words in text else "nowhere"
            raise SaveRefusedError(
                f"“{words}” occurs {times} in the text. Type words that occur once."
            )
        return text.index(words)
    offset = data.get("offset", "")
    if not (offset.isascii() and offset.isdigit() and len(offset) < 9):
        raise SaveRefusedError("Choose where the second half begins.")
    return int(offset)


def sentence_starts(text: str) -> list[tuple[int, str]]:
    """Return (offset, first words) of every sentence but the first."""
    starts, offset = [], 0
    split_text = sentences.split_sentences(text)
    for before, sentence in zip(split_text, split_text[1:], strict=False):
        offset = text.index(sentence, offset + len(before))
        starts.append((offset, sentence[:80]))
    return starts


def join(page: ItemPage, data: QueryDict) -> Action:
    return Join(page.item), "Joined to the previous text."


def retype(page: ItemPage, data: QueryDict) -> Action:
    new_type = data.get("to", "")
    if new_type not in new_records.TYPES:
        raise SaveRefusedError("This type does not exist.")
    edit = Retype(page.item, new_type, data.get("reason", ""))
    return edit, f"The type is now “{TYPE_LABELS[new_type]}”."


def set_speaker(page: ItemPage, data: QueryDict) -> Action:
    """Make the person with the typed name, known or new, the only speaker."""
    person = new_entities.person_named(data.get("printed", ""))
    fields = {"voice": NAMED_VOICE, "speakers": [person.pk]}
    return SetFields(page.item, fields), f"The speaker is {person}."


def remove_speaker(page: ItemPage, data: QueryDict) -> Action:
    key = data.get("participation", "")
    return RemoveSpeaker(page.item, int(key) if valid_pk(key) else 0), "The speaker was removed."


def accept(page: ItemPage, data: QueryDict) -> Action:
    """Accept the suggestion whose button was pressed."""
    return suggestions.accept(page, data.get("suggestion", ""))


ACTIONS: dict[str, Callable[[ItemPage, QueryDict], Action]] = {
    "up": move_item,
    "down": move_item,
    "nest": nest,
    "remove": remove,
    "split": split,
    "join": join,
    "retype": retype,
    "speaker": set_speaker,
    "silence": remove_speaker,
    "accept": accept,
    "decide-reference": item_references.decide_reference,
    "add-reference": item_references.add_reference,
    "decide-rationale": item_rationale.decide_rationale,
    "add-rationale": item_rationale.add_rationale,
}
TYPE_LABELS = {
    "heading": "Heading",
    "paragraph": "Paragraph",
    "recommendation": "Recommendation",
    "title": "Title block",
    "level": "Heading of a level",
    "footnote": "Footnote",
    "discard": "Not part of the report",
}
