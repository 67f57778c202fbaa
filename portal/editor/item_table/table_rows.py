"""The rows of a table, grouped by heading and filtered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from portal.content.item_names import number_of, record_name
from portal.content.schema import (
    CONFIRMED,
    Item,
    Key,
    Paragraph,
    Participation,
    Recommendation,
)
from portal.content.snapshot import Snapshot
from portal.editor.item_table.table_types import NamedSnapshot, TableType, Value
from reports.models import Participation as ParticipationModel
from reports.models import Report

WITHOUT_LEVEL = "without-level"
SUGGESTED_THEMES = "suggested-themes"
# No heading has an anchor with a dot.
OUTSIDE = "outside.paragraphs"


@dataclass(frozen=True)
class Row:
    """An item, with the cells of the columns of its table."""

    item: Item
    name: str
    url: str
    text: str
    cells: tuple[list[Value], ...]
    is_nested: bool = False
    is_ticked: bool = False

    @property
    def key(self) -> str:
        return str(self.item.key)


@dataclass
class Group:
    """A heading and the rows under it; for participants, their role."""

    anchor: str
    title: str
    rows: list[Row] = field(default_factory=list)

    @property
    def is_ticked(self) -> bool:
        return all(row.is_ticked for row in self.rows)


@dataclass(frozen=True)
class RowFilter:
    """Which rows are shown: those that lack something, those of one heading."""

    show: str = ""
    part: str = ""

    @classmethod
    def of(cls, data: Mapping[str, str]) -> "RowFilter":
        return cls(data.get("show", ""), data.get("part", ""))

    def fits(self, record: Any) -> bool:
        if self.show == WITHOUT_LEVEL:
            return isinstance(record, Recommendation) and lacks_level(record)
        if self.show == SUGGESTED_THEMES:
            return any(status != CONFIRMED for _, status in getattr(record, "themes", ()))
        return True


def lacks_level(record: Recommendation) -> bool:
    """Return whether the record lacks a level; nested points have the level of their parent."""
    return not record.level and record.parent is None


class RowMaker:
    """Makes the rows of a table of one report."""

    def __init__(self, report: Report, table: TableType, snapshot: Snapshot):
        self.slug, self.table, self.snapshot = report.root.slug, table, snapshot
        self.named = NamedSnapshot(snapshot)

    def groups(self, row_filter: RowFilter, ticked: frozenset[Key]) -> list[Group]:
        """Return the groups with rows that fit the filter."""
        groups: dict[str, Group] = {}
        for record in self.records():
            anchor, title = self.heading_of(record)
            if row_filter.part in {"", anchor} and row_filter.fits(record):
                group = groups.setdefault(anchor, Group(anchor, title))
                group.rows.append(self.row(record, is_ticked=record.key in ticked))
        return list(groups.values())

    def headings(self) -> list[tuple[str, str]]:
        """Return (anchor, title) of every heading with rows, whatever the filter."""
        return list(dict.fromkeys(map(self.heading_of, self.records())))

    def records(self) -> Iterator[Any]:
        """Yield the records in the order of the report; participants by role, then by name."""
        if self.table.record_type == "participation":
            roles = list(ParticipationModel.Role.values)
            yield from sorted(
                self.snapshot.participation.values(),
                key=lambda record: (roles.index(record.role), self.name(record), record.key),
            )
        elif self.table.record_type == "paragraph":
            yield from self.snapshot.paragraphs
        else:
            yield from self.snapshot.recommendations

    def heading_of(self, record: Any) -> tuple[str, str]:
        match record:
            case Participation():
                return record.role, str(ParticipationModel.Role(record.role).label)
            case Paragraph():
                paragraph: Paragraph | None = record
            case _:
                paragraph = self.snapshot.paragraph.get(record.paragraph)
        if paragraph is None:
            return OUTSIDE, "Outside paragraphs"
        session = self.snapshot.session[paragraph.session]
        return session.anchor, record_name(session)

    def row(self, record: Any, *, is_ticked: bool) -> Row:
        return Row(
            item=Item(self.table.record_type, record.key),
            name=self.name(record),
            url=reverse("editor:item", args=[self.slug, self.table.slug, self.locator(record)]),
            text=getattr(record, "text", ""),
            cells=tuple(column.values(self.named, record) for column in self.table.columns),
            is_nested=bool(getattr(record, "parent", None)),
            is_ticked=is_ticked,
        )

    def name(self, record: Any) -> str:
        match record:
            case Recommendation():
                return number_of(record)
            case Paragraph():
                return record_name(record) if record.number else "Unnumbered"
        return self.named.name("person", record.person_id)

    def locator(self, record: Any) -> str:
        column = self.table.item_type.column
        if column == "person_id":
            return self.named.slug("person", record.person_id)
        return str(getattr(record, column))
