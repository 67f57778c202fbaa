"""What crosses between the portal and the process that reads a file: plain JSON, checked on arrival.

The process has read a file that nobody trusts, so nothing that it sends is taken for what
it claims to be.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from portal.importing.parsed import Draft, Paragraph
from portal.importing.source import Source

Kind = TypeVar("Kind")
SIMPLE = (str, int, bool, NoneType)


class GarbledError(ValueError):
    """What arrived is not of the form agreed on."""


@dataclass(frozen=True)
class Answer:
    """What the process found out: a sentence that refuses the file, or the source and its draft."""

    refused: str = ""
    source: Source | None = None
    draft: Draft | None = None
    # For each paragraph the places of its speakers among the draft's.
    speakers: tuple[tuple[int, ...], ...] = ()
    # A page as a PNG picture, in base 64.
    picture: str = ""

    @classmethod
    def of(cls, source: Source, draft: Draft) -> "Answer":
        places = {id(one): place for place, one in enumerate(draft.speakers)}
        speakers = tuple(
            tuple(places[id(one)] for one in paragraph.speakers)
            for paragraph in draft.paragraphs
        )
        sessions = [
            replace(
                session,
                paragraphs=[replace(p, speakers=[]) for p in session.paragraphs],
            )
            for session in draft.sessions
        ]
        return cls("", source, replace(draft, sessions=sessions), speakers)

    def with_speakers(self) -> Draft:
        """Return the draft whose paragraphs share their speakers with it."""
        if self.draft is None:
            raise GarbledError
        everybody, paragraphs = self.draft.speakers, self.draft.paragraphs
        if len(self.speakers) != len(paragraphs):
            raise GarbledError
        refuse_unknown_parents(self.draft)
        refuse_curated(self.draft)
        for paragraph, places in zip(paragraphs, self.speakers, strict=True):
            refuse_unknown_speakers(paragraph, places, len(everybody))
            paragraph.speakers = [everybody[place] for place in places]
        return self.draft


def refuse_unknown_parents(draft: Draft) -> None:
    earlier = {""}
    for one in draft.recommendations:
        if one.parent not in earlier or one.reference in earlier:
            raise GarbledError
        earlier.add(one.reference)


def refuse_curated(draft: Draft) -> None:
    """Refuse a draft that passes its guesses for the word of people."""
    subjects = [one.subjects for one in draft.paragraphs]
    subjects += [one.subjects for one in draft.recommendations]
    if any(one.are_curated for one in subjects):
        raise GarbledError


def refuse_unknown_speakers(
    paragraph: Paragraph, places: tuple[int, ...], count: int
) -> None:
    if paragraph.speakers or any(not 0 <= place < count for place in places):
        raise GarbledError


def packed(value: object) -> bytes:
    return json.dumps(plain(value), separators=(",", ":")).encode()


def unpacked(kind: type[Kind], content: bytes) -> Kind:
    """Return the value that was packed. Raises GarbledError for what is none of that kind."""
    try:
        return cast(Kind, made(kind, json.loads(content)))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise GarbledError from None


def plain(value: Any) -> Any:
    """Return the value as JSON knows values: dataclasses by their fields, days as text."""
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return [plain(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, frozenset)):
        return [plain(one) for one in value]
    return value


def made(kind: Any, value: Any) -> Any:
    """Return the value of a kind that JSON gives, or raise GarbledError."""
    if kind in SIMPLE:
        if type(value) is not kind:
            raise GarbledError
        return value
    if kind is date:
        return date.fromisoformat(value)
    if is_dataclass(kind):
        return made_of_fields(cast(type, kind), value)
    if get_origin(kind) is UnionType:
        return made_of_either(kind, value)
    return made_of_parts(kind, value)


def made_of_fields(kind: type, value: Any) -> Any:
    hints = get_type_hints(kind)
    names = [one.name for one in fields(kind)]
    if type(value) is not list or len(value) != len(names):
        raise GarbledError
    parts = zip(names, value, strict=True)
    return kind(**{name: made(hints[name], one) for name, one in parts})


def made_of_either(kind: Any, value: Any) -> Any:
    """Return None or the one other kind that a field may hold."""
    (other,) = (one for one in get_args(kind) if one is not NoneType)
    return None if value is None else made(other, value)


def made_of_parts(kind: Any, value: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {dict, Mapping}:
        if type(value) is not dict:
            raise GarbledError
        return {inner[0](key): made(inner[1], one) for key, one in value.items()}
    if type(value) is not list:
        raise GarbledError
    if origin is tuple and inner[-1] is not Ellipsis:
        if len(value) != len(inner):
            raise GarbledError
        return tuple(made(one, part) for one, part in zip(inner, value, strict=True))
    return origin(made(inner[0], one) for one in value)
