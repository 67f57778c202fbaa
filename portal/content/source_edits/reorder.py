"""Renumber the items of a report after an edit: positions, sessions, paragraphs and parents."""

from collections import defaultdict
from typing import Any

from django.db import models
from django.db.models import F

from portal.content.locking import SaveRefusedError
from portal.content.source_edits.source_spans import Block, blocks_of
from portal.parsing.unique_slugs import UniqueSlugs
from recommendations.models import Recommendation
from reports.models import Paragraph, Report, Session
from reports.text import slugify

# Above every position in use: positions are unique, so rows are moved away before they are set.
POSITION_OFFSET = 1_000_000
# The position of new records; their place follows from their spans.
NEW_POSITION = 5_000_000
# The title of a session without a heading in the source.
PLACEHOLDER_TITLE = "Text"
ORDERED_MODELS = (Session, Paragraph, Recommendation)
# Column -> value.
Columns = dict[str, Any]


def renumber(report: Report) -> None:
    """Set position, session, paragraph and parent of every item in document order."""
    Renumbering(report).run()


def ordered_items(report: Report) -> list[Block]:
    """Return the items in document order.

    Records keep their stored order, as an editor may have moved them. New ones, and
    recommendations that lost their paragraph, follow the last item before them in the source.
    """
    ordered, new = [], []
    by_paragraph = defaultdict(list)
    recommendations = report.recommendations.exclude(paragraph=None)
    for recommendation in recommendations.order_by("position"):
        block = Block("recommendation", recommendation)
        is_new = recommendation.position >= NEW_POSITION
        (new if is_new else by_paragraph[recommendation.paragraph_id]).append(block)
    for session in report.sessions.order_by("position"):
        block = Block("heading", session)
        (new if session.position >= NEW_POSITION else ordered).append(block)
        for paragraph in session.paragraphs.order_by("position"):
            block = Block("paragraph", paragraph)
            (new if paragraph.position >= NEW_POSITION else ordered).append(block)
            ordered += by_paragraph.pop(paragraph.pk, [])
    # Without spans, a recommendation may stay outside all paragraphs.
    orphans = report.recommendations.filter(paragraph=None).exclude(spans=[])
    new += [Block("recommendation", record) for record in orphans]
    for block in sorted(new, key=lambda block: (block.start, block.end)):
        ordered.insert(insertion_index(ordered, block), block)
    return ordered


def insertion_index(ordered: list[Block], block: Block) -> int:
    """Return the index after the item that precedes the block in the source."""
    before = [
        (other.start, index)
        for index, other in enumerate(ordered, start=1)
        if other.spans and other.start < block.start
    ]
    return max(before)[1] if before else 0


class Renumbering:
    """One pass through the items in document order. Only changed columns are stored."""

    def __init__(self, report: Report):
        self.report = report
        self.session: Session | None = None
        self.paragraph: Paragraph | None = None
        self.session_count = self.recommendation_count = 0
        self.paragraph_counts: dict[int, int] = {}
        self.earlier: dict[int, Recommendation] = {}
        # {model: {key: columns to store}}
        self.columns: dict[type[models.Model], dict[int, Columns]] = {
            model: {} for model in ORDERED_MODELS
        }

    def run(self) -> None:
        blocks = ordered_items(self.report)
        for block in blocks:
            if block.kind == "heading":
                self.add_session(block.record)
            elif block.kind == "paragraph":
                self.add_paragraph(block.record)
            else:
                self.add_recommendation(block.record)
        blocks += self.add_orphans()
        for model, columns in self.columns.items():
            stored = [block.record for block in blocks if isinstance(block.record, model)]
            update_positions(model, changed_positions(stored, columns))
        self.delete_empty_placeholders()

    def add_session(self, session: Session) -> None:
        self.session_count += 1
        self.columns[Session][session.pk] = {"position": self.session_count}
        self.session, self.paragraph = session, None

    def add_paragraph(self, paragraph: Paragraph) -> None:
        session = self.session or self.create_placeholder_session()
        position = self.paragraph_counts.get(session.pk, 0) + 1
        self.paragraph_counts[session.pk] = position
        self.columns[Paragraph][paragraph.pk] = {
            "session_id": session.pk,
            "position": position,
        }
        self.paragraph = paragraph

    def add_recommendation(self, record: Recommendation) -> None:
        """Keep the parent if it precedes the recommendation in the same paragraph.

        Raises SaveRefusedError if there is no paragraph above.
        """
        if self.paragraph is None:
            raise SaveRefusedError(
                f"“{record.text[:60]}” would have no paragraph above it under its heading, but "
                "a recommendation must belong to a paragraph."
            )
        self.recommendation_count += 1
        paragraph_key = self.paragraph.pk
        columns = self.columns[Recommendation]
        parent = self.earlier.get(record.parent_id) if record.parent_id else None
        if parent and columns[parent.pk]["paragraph_id"] != paragraph_key:
            parent = None
        columns[record.pk] = {
            "position": self.recommendation_count,
            "paragraph_id": paragraph_key,
            "parent_id": parent.pk if parent else None,
            "level": columns[parent.pk]["level"] if parent else record.level,
            # The loss of the parent is an edit.
            "version": record.version + bool(record.parent_id and not parent),
        }
        self.earlier[record.pk] = record

    def add_orphans(self) -> list[Block]:
        """Append the recommendations without spans and paragraph; return their blocks."""
        records = self.report.recommendations.filter(paragraph=None, spans=[])
        orphans = list(records.order_by("position"))
        for record in orphans:
            self.recommendation_count += 1
            parent = self.earlier.get(record.parent_id)
            is_nested = parent is not None and parent in orphans
            self.columns[Recommendation][record.pk] = {
                "position": self.recommendation_count,
                "paragraph_id": None,
                "parent_id": parent.pk if is_nested else None,
                "level": record.level,
                "version": record.version,
            }
            self.earlier[record.pk] = record
        return [Block("recommendation", record) for record in orphans]

    def create_placeholder_session(self) -> Session:
        session = Session.objects.create(
            report=self.report,
            position=POSITION_OFFSET * 3,
            kind=Session.Kind.SESSION,
            title=PLACEHOLDER_TITLE,
            anchor=free_anchor(self.report, "sessions", "text"),
        )
        self.add_session(session)
        return session

    def delete_empty_placeholders(self) -> None:
        placeholders = self.report.sessions.filter(title=PLACEHOLDER_TITLE, heading="", spans=[])
        placeholders.filter(paragraphs=None).delete()


def changed_positions(
    stored: list[models.Model], columns: dict[int, Columns]
) -> dict[int, Columns]:
    """Return the columns of the records whose stored values differ."""
    unchanged = {
        record.pk
        for record in stored
        if all(getattr(record, name) == value for name, value in columns[record.pk].items())
    }
    is_recommendation = isinstance(next(iter(stored), None), Recommendation)
    if is_recommendation and columns.keys() - unchanged:
        # All of them: a point follows its parent after every single update.
        return columns
    return {key: values for key, values in columns.items() if key not in unchanged}


def update_positions(model: type[models.Model], columns: dict[int, Columns]) -> None:
    """Store the columns. Rows are moved to free positions first, so that two can be swapped."""
    moved = model._base_manager.filter(pk__in=columns)
    if model is Recommendation:
        # A constraint keeps a point after its parent, even between two updates.
        moved.update(parent=None)
    moved.update(position=F("position") + POSITION_OFFSET)
    for key, values in columns.items():
        model._base_manager.filter(pk=key).update(**values)


def free_anchor(report: Report, kind: str, wanted: str) -> str:
    """Return the anchor, or a variant that no such item of the report or its root has or had.

    `kind` is "sessions" or "paragraphs".
    """
    taken = {
        anchor
        for version in (report, report.root)
        for anchor in getattr(version, kind).values_list("anchor", flat=True)
    }
    prefix = f"{kind}/"
    taken |= {
        path.removeprefix(prefix) for path in removed_paths(report) if path.startswith(prefix)
    }
    return UniqueSlugs(taken).allocate(wanted)


def free_reference(report: Report, block: Block) -> str:
    """Return a reference for a new recommendation: its paragraph's number and the next index."""
    before = [other for other in blocks_of(report) if other.start < block.start]
    paragraphs = [other.record for other in before if other.kind == "paragraph"]
    return reference_under(report, stem_of(paragraphs[-1] if paragraphs else None))


def stem_of(paragraph: Paragraph | None) -> str:
    return paragraph.anchor.removeprefix("p") if paragraph else "text"


def anchor_from_words(words: str) -> str:
    return slugify(words, 50) or "text"


def reference_under(report: Report, stem: str) -> str:
    """Return the next reference with that stem that no recommendation has or had."""
    taken = {
        reference
        for version in (report, report.root)
        for reference in version.recommendations.values_list("reference", flat=True)
    }
    taken |= {path.removeprefix("recommendations/") for path in removed_paths(report)}
    index = 1
    while f"{stem}.{index}" in taken:
        index += 1
    return f"{stem}.{index}"


def removed_paths(report: Report) -> list[str]:
    return list(report.root.removed_urls.values_list("path", flat=True))
