"""Recognize redacted passages that come back: in files, and in what editors type."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from portal.parsing.parsed_report import ParsedReport
from portal.parsing.source import Note, Source
from portal.redaction.hashes import matcher_of, sealed
from portal.redaction.models import Redaction
from portal.redaction.passages import MASK, Matcher
from portal.redaction.source_text import mask_with_records
from portal.redaction.writing import FILE_MODELS

NOTE_CODE = "redacted"
NOTE_REASON = (
    "The file has a passage that was redacted. The passage is masked here, and the file itself was "
    "not kept."
)


def applied_matcher() -> Matcher | None:
    """Return what recognizes all redacted passages; None if nothing was ever redacted."""
    hashes = {one for redaction in Redaction.objects.applied() for one in redaction.hash_set}
    return matcher_of(hashes) if hashes else None


def count_applied() -> int:
    """Count the applied redactions; a file that was read before the latest one is refused."""
    return Redaction.objects.applied().count()


def has_redacted(texts: Iterable[str]) -> bool:
    """Return whether a text has a redacted passage."""
    matcher = applied_matcher()
    return matcher is not None and any(matcher.matches(text) for text in texts)


def was_withheld(content: bytes) -> bool:
    """Return whether a redaction has withheld this file, wherever it was stored."""
    digest = sealed(hashlib.sha256(content).hexdigest())
    return any(model._base_manager.filter(sha256=digest).exists() for model in FILE_MODELS.values())


@dataclass(frozen=True)
class Screened:
    """A file as it may be stored."""

    source: Source
    draft: ParsedReport


def screen(source: Source, draft: ParsedReport) -> Screened:
    """Return source and draft with redacted passages masked; the draft is changed in place."""
    matcher = applied_matcher()
    if matcher is None:
        return Screened(source, draft)
    discards = [part.spans for part in draft.parts if part.kind == "discard"]
    text = mask_with_records(source.text, record_texts(draft), discards, matcher)
    masked = MaskedCopy(matcher)
    source_before, draft = source, masked.of(draft)
    source = replace(masked.of(source), text=text)
    if not masked.count and text == source_before.text:
        return Screened(source_before, draft)
    first = text.find(MASK)
    span = (first, first + 1) if first >= 0 else None
    draft.notes.append(Note(NOTE_CODE, NOTE_REASON, span))
    return Screened(replace(source, is_withheld=True), draft)


def record_texts(draft: ParsedReport) -> list[tuple[Any, str]]:
    records = [*draft.parts, *draft.paragraphs, *draft.recommendations]
    headings = [(session.spans, session.heading) for session in draft.sessions]
    return [*headings, *((record.spans, record.text) for record in records)]


class MaskedCopy:
    """Masks the texts of plain data; what several places share remains shared."""

    def __init__(self, matcher: Matcher):
        self.matcher, self.count = matcher, 0
        self.seen: set[int] = set()

    def of(self, value: Any) -> Any:
        if isinstance(value, str):
            masked = self.matcher.mask(value)
            self.count += masked != value
            return masked
        if isinstance(value, list | tuple):
            return type(value)(self.of(item) for item in value)
        if isinstance(value, dict):
            return {key: self.of(item) for key, item in value.items()}
        return self.of_record(value) if is_dataclass(value) else value

    def of_record(self, record: Any) -> Any:
        if record.__dataclass_params__.frozen:
            changed = {one.name: self.of(getattr(record, one.name)) for one in fields(record)}
            return replace(record, **changed)
        if id(record) not in self.seen:
            self.seen.add(id(record))
            for one in fields(record):
                setattr(record, one.name, self.of(getattr(record, one.name)))
        return record
