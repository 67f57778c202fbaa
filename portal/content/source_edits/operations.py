"""Edit operations on the blocks of a draft, each in one transaction. No source text is lost."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import F

from portal.content import revisions, stored_coverage
from portal.content.locking import SaveRefusedError, lock_for_save
from portal.content.source_edits import attribution, factories, reorder, retyping
from portal.content.source_edits.source_spans import (
    Block,
    SourceText,
    blocks_of,
    get_block,
    validate_record,
)
from portal.parsing import labels
from portal.parsing.blocks import trim_span
from portal.parsing.coverage import CoverageError
from recommendations.models import Recommendation
from reports.models import Report, Session, SourcePart, Theme, ThemeStatus
from reports.signals import report_changed
from reports.text import normalize_whitespace

LEVELS = Recommendation.Level.values


def edit_operation(
    action: str,
    *,
    named: Callable[..., str] | None = None,
    allows: Collection[str] = (),
) -> Callable[..., Any]:
    """Make a function one transaction and one revision, on top of the version the editor saw.

    The result is called with the report, that version and the function's own arguments; `by` and
    `comment` go into the revision. `named(report, first argument)` returns the name of the item
    in the history. `allows` are the kinds of coverage errors that the operation may cause.
    Raises StaleSaveError if the report was saved in between, SaveRefusedError if the operation
    is not possible; then nothing is changed.
    """

    def decorate(operation: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(operation)
        @transaction.atomic
        def run_operation(
            report: Report,
            version: int,
            *args: Any,
            by: Any = None,
            comment: str = "",
            **kwargs: Any,
        ) -> Any:
            stored = lock_for_save(report, version, by)
            errors_before = set(stored_coverage.find_text_errors(stored))
            description = f"{action}: {(named or item_names)(stored, *args[:1])}"
            result = operation(stored, *args, **kwargs)
            reorder.renumber(stored)
            refuse_new_errors(errors_before, coverage_errors(stored, allows))
            revisions.save_revision(stored, description, by=by, comment=comment)
            report.version = stored.version
            report_changed.send(sender=Report, report=stored)
            return result

        return run_operation

    return decorate


def coverage_errors(report: Report, allowed: Collection[str]) -> set[CoverageError]:
    return {
        error for error in stored_coverage.find_text_errors(report) if error.kind not in allowed
    }


def item_names(report: Report, keys: str | list[str]) -> str:
    """Return the name of the first block, and the count of the others."""
    keys = [keys] if isinstance(keys, str) else keys
    names = [str(get_block(report, key).record)[:80] for key in keys]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{names[0]}{more}" if names else "nothing"


def refuse_new_errors(before: set[CoverageError], after: set[CoverageError]) -> None:
    """Raise SaveRefusedError if an operation lost, added or moved source text."""
    for error in sorted(after - before, key=lambda error: error.message):
        raise SaveRefusedError(f"This would lose, add or move words of the source: {error.message}")


@edit_operation("Split")
def split(report: Report, key: str, offset: int) -> tuple[Block, Block]:
    """Split a block before a character of its text; return both blocks, of the same type."""
    block, source = get_block(report, key), SourceText(report)
    refuse_reworded(source, block)
    if not block.text[:offset].strip() or not block.text[offset:].strip():
        raise SaveRefusedError("Choose a place inside the text at which to split it.")
    cut = source.source_offset(block, offset)
    before = [(start, min(end, cut)) for start, end in block.spans if start < cut]
    after = [(max(start, cut), end) for start, end in block.spans if end > cut]
    set_spans(block, source, trim_spans(source, before))
    reason = block.record.reason if block.is_discard else ""
    new_block = factories.create_item(
        report, block.type, trim_spans(source, after), like=block, reason=reason
    )
    attribution.split_attribution(block, new_block)
    return block, new_block


@edit_operation("Joined to the previous block")
def join(report: Report, key: str) -> Block:
    """Join a block to the preceding one, of the same type; return the joined block."""
    block, source = get_block(report, key), SourceText(report)
    before = [
        other
        for other in blocks_of(report)
        if other.start < block.start and not other.is_discard and other.type != "footnote"
    ]
    if not before or before[-1].type != block.type:
        raise SaveRefusedError(
            f"The previous block is not a {block.type}, so the two cannot be joined."
        )
    first = before[-1]
    for joined in (first, block):
        refuse_reworded(source, joined)
    attribution.validate_join(first, block)
    if block.kind == "heading":
        factories.reparent(block.record, first.record)
    if block.kind == "recommendation":
        block.record.points.update(parent=first.record, version=F("version") + 1)
    attribution.transfer_relations(block, first)
    spans = [*first.spans, *block.spans]
    block.record.delete()
    set_spans(first, source, spans)
    return first


@edit_operation("Type changed")
def retype(report: Report, key: str, to: str, reason: str = "") -> Block:
    """Change the type of a block to one of factories.TYPES; a discard needs a reason."""
    block, source = get_block(report, key), SourceText(report)
    if to == block.type:
        raise SaveRefusedError(f"The type is already: {to}.")
    if to == "discard" and not reason.strip():
        raise SaveRefusedError("Give the reason why it is not part of the report.")
    validate_record(SourcePart(reason=reason.strip()), "reason")
    if not block.spans:
        raise SaveRefusedError("It is not in the source, so its type cannot be changed.")
    spans, retained = block.spans, retyping.retained_attribution(report, block, to)
    if isinstance(block.record, Session):
        factories.reparent(block.record, factories.session_before(report, block.start))
    if isinstance(block.record, Recommendation):
        changes = {"parent": block.record.parent, "version": F("version") + 1}
        block.record.points.update(**changes)
    block.record.delete()
    if to == "recommendation" and block.label:
        spans = factories.discard_label(report, source, spans, block.label)
    new_block = factories.create_item(report, to, spans, like=block, reason=reason.strip())
    retyping.finish_retype(report, new_block, retained, block)
    return new_block


@edit_operation("Level set")
def set_level(report: Report, keys: list[str], level: str) -> int:
    """Set the level of recommendations and of the points under them; return the count of keys."""
    if level not in {"", *LEVELS}:
        raise SaveRefusedError("This level does not exist.")
    records = [get_block(report, key).record for key in keys]
    for record in records:
        if not isinstance(record, Recommendation):
            raise SaveRefusedError("Only a recommendation has a level.")
        if record.parent_id:
            raise SaveRefusedError(f"{record.number} has the level of its parent recommendation.")
        record.bump_version(record.version)
        Recommendation.objects.filter(pk=record.pk).update(level=level)
    return len(records)


@edit_operation("Nested")
def nest(report: Report, key: str, parent_key: str) -> Block:
    """Nest a recommendation under an earlier one of its paragraph; "" removes the nesting."""
    block = get_block(report, key)
    parent = get_block(report, parent_key) if parent_key else None
    if block.kind != "recommendation" or (parent and parent.kind != "recommendation"):
        raise SaveRefusedError("Only a recommendation can be nested under another.")
    if parent and not may_be_parent(parent.record, block.record):
        raise SaveRefusedError(
            "A recommendation can only be nested under an earlier one of the same paragraph."
        )
    level = parent.record.level if parent else block.record.level
    block.record.bump_version(block.record.version)
    Recommendation.objects.filter(pk=block.record.pk).update(
        parent=parent.record if parent else None, level=level
    )
    return block


@edit_operation("Heading set")
def set_kind(report: Report, key: str, kind: str, number: str, title: str) -> Block:
    """Set kind, number and title of a session; the title must be part of the printed heading."""
    block = get_block(report, key)
    session = block.record
    if not isinstance(session, Session) or kind not in Session.Kind.values:
        raise SaveRefusedError("Only a heading has a kind.")
    title = normalize_whitespace(title)
    if not title or (session.heading and title not in normalize_whitespace(session.heading)):
        raise SaveRefusedError(
            f"The title must be part of the heading as printed: “{session.heading}”."
        )
    session.bump_version(session.version)
    session.kind, session.number, session.title = (
        kind,
        normalize_whitespace(number),
        title,
    )
    validate_record(session, "number", "title")
    session.save()
    return block


@edit_operation("Themes set")
def set_themes(report: Report, key: str, slugs: list[str]) -> Block:
    """Set the themes of a paragraph or recommendation, all confirmed."""
    block = get_block(report, key)
    if block.kind not in {"paragraph", "recommendation"}:
        raise SaveRefusedError("Only paragraphs and recommendations have themes.")
    block.record.bump_version(block.record.version)
    themes = Theme.objects.filter(slug__in=slugs).values_list("pk", flat=True)
    block.record.assign_themes(themes, ThemeStatus.CONFIRMED)
    return block


def may_be_parent(parent: Recommendation, child: Recommendation) -> bool:
    """Return whether the parent precedes the child in its paragraph, without a cycle."""
    lineage, ancestor = set(), parent
    while ancestor:
        lineage.add(ancestor.pk)
        ancestor = ancestor.parent
    is_same_paragraph = parent.paragraph_id == child.paragraph_id
    is_earlier = parent.position < child.position
    return is_same_paragraph and is_earlier and child.pk not in lineage


def refuse_reworded(source: SourceText, block: Block) -> None:
    """Raise SaveRefusedError if the stored text is not that of the source."""
    if source.block_text(block).split() != block.text.split():
        raise SaveRefusedError(
            "Its words were edited by hand, so their place in the source is not known. "
            "Restore the words of the source first."
        )


def set_spans(block: Block, source: SourceText, spans: list[tuple[int, int]]) -> None:
    """Give a block other spans, and the text that they have in the source."""
    record = block.record
    record.spans = [list(span) for span in spans]
    text = labels.strip_label(source.text_of(spans), block.label)
    if isinstance(record, Session):
        if normalize_whitespace(record.title) not in normalize_whitespace(text):
            record.title = text
        record.heading = text
    else:
        record.text = text
    if not isinstance(record, SourcePart):
        record.bump_version(record.version)
    record.save()


def trim_spans(source: SourceText, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [trimmed for span in spans if (trimmed := trim_span(source.text, span))]
