"""Move items, add items by hand, and remove them again."""

from collections.abc import Iterable
from typing import Any

from portal.content.editing import form_save, locators
from portal.content.editing.locators import ITEM_TYPES, Fields, ItemType
from portal.content.locking import SaveRefusedError
from portal.content.source_edits import operations, reorder
from portal.content.source_edits.operations import edit_operation
from portal.content.source_edits.reorder import NEW_POSITION, update_positions
from portal.parsing import labels
from recommendations.models import Recommendation
from reports.models import Paragraph, Participation, Report, Session

# The type of an item and its locator.
Item = tuple[ItemType, str]
ALREADY_FIRST = "It is already the first."
ALREADY_LAST = "It is already the last."


def located_item_name(report: Report, item: Item) -> str:
    return str(locators.get_item(report, *item))[:80]


@edit_operation("Moved", named=located_item_name, allows={"moved"})
def move_item(report: Report, item: Item, steps: int) -> None:
    """Move a session, paragraph or recommendation up (-1) or down (1), with its children."""
    row = locators.get_item(report, *item)
    movers = {
        Session: move_session,
        Paragraph: move_paragraph,
        Recommendation: move_recommendation,
    }
    if type(row) not in movers:
        raise SaveRefusedError("Items of this type have no order.")
    movers[type(row)](report, row, steps)


def move_session(report: Report, session: Session, steps: int) -> None:
    keys = list(report.sessions.order_by("position").values_list("pk", flat=True))
    set_positions(Session, swap(keys, session.pk, steps))


def move_paragraph(report: Report, paragraph: Paragraph, steps: int) -> None:
    """Swap it with its neighbour; from the edge of a session it moves into the adjacent one."""
    siblings = paragraph.session.paragraphs.order_by("position")
    keys = list(siblings.values_list("pk", flat=True))
    if 0 <= keys.index(paragraph.pk) + steps < len(keys):
        set_positions(Paragraph, swap(keys, paragraph.pk, steps))
        return
    sessions = list(report.sessions.order_by("position"))
    target = sessions.index(paragraph.session) + steps
    if not 0 <= target < len(sessions):
        raise SaveRefusedError(ALREADY_FIRST if steps < 0 else ALREADY_LAST)
    session = sessions[target]
    others = session.paragraphs.order_by("position").values_list("pk", flat=True)
    keys = [*others, paragraph.pk] if steps < 0 else [paragraph.pk, *others]
    Paragraph.objects.filter(pk=paragraph.pk).update(session=session, position=NEW_POSITION)
    set_positions(Paragraph, keys)


def move_recommendation(report: Report, recommendation: Recommendation, steps: int) -> None:
    siblings = list(
        report.recommendations.filter(
            parent=recommendation.parent_id, paragraph=recommendation.paragraph_id
        )
        .order_by("position")
        .values_list("pk", flat=True)
    )
    in_new_order = iter(swap(list(siblings), recommendation.pk, steps))
    children: dict[int | None, list[int]] = {}
    for key, parent in report.recommendations.order_by("position").values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(key)
    # Recommendations of other paragraphs keep their order.
    children[recommendation.parent_id] = [
        next(in_new_order) if key in siblings else key for key in children[recommendation.parent_id]
    ]
    set_recommendation_positions(report, list(depth_first(children, None)))


def depth_first(children: dict[int | None, list[int]], parent: int | None) -> Iterable[int]:
    for key in children.get(parent, []):
        yield key
        yield from depth_first(children, key)


def swap(keys: list[int], key: int, steps: int) -> list[int]:
    """Swap the key with the one that many steps away, in place; return the list."""
    source = keys.index(key)
    target = source + steps
    if not 0 <= target < len(keys):
        raise SaveRefusedError(ALREADY_FIRST if steps < 0 else ALREADY_LAST)
    keys[source], keys[target] = keys[target], keys[source]
    return keys


def set_positions(model: Any, keys: list[int]) -> None:
    update_positions(
        model,
        {key: {"position": position} for position, key in enumerate(keys, start=1)},
    )


def set_recommendation_positions(report: Report, keys: list[int]) -> None:
    parents = dict(report.recommendations.values_list("pk", "parent_id"))
    update_positions(
        Recommendation,
        {
            key: {"position": position, "parent_id": parents[key]}
            for position, key in enumerate(keys, start=1)
        },
    )


def nest_recommendation(
    report: Report, version: int, item: Item, parent_reference: str, **saving: Any
) -> None:
    """Nest a recommendation under an earlier one of its paragraph; "" removes the nesting."""
    item_type, _ = item
    row = locators.get_item(report, *item)
    parent_key = ""
    if parent_reference:
        parent = locators.get_item(report, item_type, parent_reference)
        parent_key = f"recommendation-{parent.pk}"
    block_key = f"{item_type.record_type}-{row.pk}"
    operations.nest(report, version, block_key, parent_key, **saving)


def possible_parents(row: Any) -> list[Recommendation]:
    """Return the earlier recommendations of the same paragraph."""
    if not isinstance(row, Recommendation):
        return []
    siblings = row.report.recommendations.filter(
        paragraph=row.paragraph_id, position__lt=row.position
    )
    return list(siblings.order_by("position"))


@edit_operation("Added", named=lambda report, item_type: item_type.label, allows={"added"})
def add_item(report: Report, item_type: ItemType, predecessor: Item | None, fields: Fields) -> Any:
    """Add an item without a source, after another or at the end; return its row."""
    previous = locators.get_item(report, *predecessor) if predecessor else None
    row = FACTORIES[item_type.record_type](report, previous, fields)
    form_save.store_fields(report, item_type, row, fields)
    return row


def new_session(report: Report, previous: Any, fields: Fields) -> Session:
    session = Session.objects.create(
        report=report,
        position=NEW_POSITION - 1,
        kind=fields["kind"],
        title=fields["title"],
        anchor=reorder.free_anchor(report, "sessions", reorder.anchor_from_words(fields["title"])),
    )
    keys = list(report.sessions.order_by("position").values_list("pk", flat=True))
    if isinstance(previous, Session):
        insert_after(keys, session.pk, previous.pk)
    set_positions(Session, keys)
    session.refresh_from_db()
    return session


def new_paragraph(report: Report, previous: Any, fields: Fields) -> Paragraph:
    session = getattr(previous, "session", None)
    if isinstance(previous, Session):
        session = previous
    session = session or report.sessions.order_by("position").last()
    if session is None:
        raise SaveRefusedError("Add a heading first: every paragraph belongs under one.")
    number = labels.label_number(fields["label"])
    anchor = reorder.anchor_from_words(f"p{number}" if number else "u1")
    paragraph = Paragraph.objects.create(
        report=report,
        session=session,
        position=NEW_POSITION - 1,
        voice=fields["voice"],
        text=fields["text"],
        anchor=reorder.free_anchor(report, "paragraphs", anchor),
    )
    keys = list(session.paragraphs.order_by("position").values_list("pk", flat=True))
    keys.remove(paragraph.pk)
    index = keys.index(previous.pk) + 1 if isinstance(previous, Paragraph) else 0
    keys.insert(index if previous else len(keys), paragraph.pk)
    set_positions(Paragraph, keys)
    paragraph.refresh_from_db()
    return paragraph


def new_recommendation(report: Report, previous: Any, fields: Fields) -> Recommendation:
    paragraph = getattr(previous, "paragraph", None)
    if isinstance(previous, Paragraph):
        paragraph = previous
    parent = getattr(previous, "parent", None)
    stem = parent.reference if parent else reorder.stem_of(paragraph)
    recommendation = Recommendation.objects.create(
        report=report,
        paragraph=paragraph,
        position=NEW_POSITION - 1,
        level=fields["level"],
        text=fields["text"],
        reference=reorder.reference_under(report, stem),
    )
    keys = list(report.recommendations.order_by("position").values_list("pk", flat=True))
    if isinstance(previous, Recommendation):
        insert_after(keys, recommendation.pk, last_descendant(previous))
    set_recommendation_positions(report, keys)
    recommendation.refresh_from_db()
    if parent:
        Recommendation.objects.filter(pk=recommendation.pk).update(
            parent=parent, level=parent.level
        )
        recommendation.refresh_from_db()
    return recommendation


def insert_after(keys: list[int], key: int, previous_key: int) -> None:
    keys.remove(key)
    keys.insert(keys.index(previous_key) + 1, key)


def last_descendant(recommendation: Recommendation) -> int:
    """Return the key of the last point under a recommendation, or its own."""
    last = recommendation.points.order_by("position").last()
    return last_descendant(last) if last else recommendation.pk


def new_participation(report: Report, previous: Any, fields: Fields) -> Participation:
    (person,) = fields["person"]
    if report.participations.filter(person=person).exists():
        raise SaveRefusedError("This person is already a participant.")
    return report.participations.create(person_id=person, role=fields["role"])


def new_annex(report: Report, previous: Any, fields: Fields) -> Any:
    if report.annexes.filter(label=fields["label"]).exists():
        raise SaveRefusedError(f"“{fields['label']}” already exists.")
    return report.annexes.create(label=fields["label"])


FACTORIES = {
    "session": new_session,
    "paragraph": new_paragraph,
    "recommendation": new_recommendation,
    "participation": new_participation,
    "annex": new_annex,
}


@edit_operation("Removed", named=located_item_name)
def remove_item(report: Report, item: Item) -> None:
    """Delete an item without a source that nothing depends on. Revisions keep it."""
    item_type, _ = item
    row = locators.get_item(report, *item)
    if item_type.record_type not in FACTORIES:
        raise SaveRefusedError("Discard a report on its own page, not here.")
    if getattr(row, "spans", None):
        raise SaveRefusedError(
            "It is part of the source. Open it with “Compare with source” to discard it with a reason."
        )
    if reason := usage_reason(row):
        raise SaveRefusedError(reason)
    row.delete()


def usage_reason(row: Any) -> str:
    """Return why the item cannot be removed, or "" if nothing depends on it."""
    if isinstance(row, Session) and row.paragraphs.exists():
        return "It has paragraphs under it. Move them first."
    if isinstance(row, Paragraph) and row.recommendations.exists():
        return "It contains recommendations. Move them first."
    if isinstance(row, Recommendation) and row.points.exists():
        return "It has nested points. Move them first."
    if isinstance(row, Participation) and row.contributions.exists():
        return "This person speaks in the report. Remove the person as a speaker first."
    return ""


ADDABLE_TYPES = tuple(
    name for name, item_type in ITEM_TYPES.items() if item_type.record_type in FACTORIES
)
