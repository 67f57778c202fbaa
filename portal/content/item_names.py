"""Name the items of a report in messages and in the history."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from portal.content.schema import (
    Annex,
    Item,
    Key,
    Paragraph,
    Part,
    Participation,
    Recommendation,
    Session,
)
from portal.content.snapshot import Snapshot
from recommendations.models import NOT_STATED
from recommendations.models import Recommendation as RecommendationModel
from reports.models import SourcePart
from reports.models.sessions import heading

MAX_LENGTH = 80
# (entity type, keys) -> the printed forms of each entity, the first to be shown.
PrintedForms = Callable[[str, Collection[Key]], Mapping[Key, list[str]]]


def item_name(snapshot: Snapshot, item: Item, printed_forms: PrintedForms) -> str:
    if item.record_type == "report":
        return "the report’s own page"
    record = snapshot.get(item)
    if isinstance(record, Participation):
        forms = printed_forms("person", [record.person_id])
        return forms.get(record.person_id, [record.printed_name])[0][:MAX_LENGTH]
    return record_name(record)[:MAX_LENGTH]


def record_name(record: Any) -> str:
    """Return the name of a record, as the string of its row."""
    match record:
        case Session():
            return heading(record.kind, record.number, record.title)
        case Paragraph():
            return f"Paragraph {record.number}" if record.number else record.text[:60]
        case Recommendation():
            return f"{number_of(record)} {record.text}"
        case Part():
            return f"{SourcePart.Kind(record.kind).label}: {record.text[:60]}"
        case Annex():
            return f"{record.label} ({record.subject})" if record.subject else record.label
    return ""


def number_of(recommendation: Recommendation) -> str:
    """Return the number as printed in the present version of the report."""
    return recommendation.label or recommendation.reference


def level_label(level: str) -> str:
    return str(RecommendationModel.Level(level).label if level else NOT_STATED)
