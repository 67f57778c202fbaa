"""An edited table compared with the report, and the edit that makes its changes."""

from dataclasses import dataclass, replace
from typing import Any

from portal.content import name_candidates, new_entities
from portal.content.edits.base import Edit
from portal.content.edits.fields import EditSequence, SetManyFields
from portal.content.edits.structure import Add
from portal.content.refusals import SaveRefusedError
from portal.content.schema import DOCUMENT_VOICE, Item, Key
from portal.documents.spreadsheets.read_table import ReadTable
from portal.editor.item_table.table_file import KEY_HEADING, file_rows
from portal.editor.item_table.table_rows import RowFilter, RowMaker
from portal.editor.item_table.table_shape import (
    NAME_HEADING,
    ORGANIZATIONS_HEADING,
    TableReader,
    table_reader,
)
from portal.imports.table_changes import (
    CellChange,
    NewRow,
    RefusedLine,
    TablePreview,
    compute_preview,
)
from portal.imports.table_columns import SEPARATOR, fold
from portal.parsing import person_names
from reports.models import Person

DEFAULTS: dict[str, dict[str, Any]] = {
    "recommendation": {},
    "paragraph": {"label": "", "voice": DOCUMENT_VOICE},
    "participation": {"role": "delegate"},
}
REQUIRED = {"participation": NAME_HEADING}


@dataclass(frozen=True)
class Intended:
    """What a table is to change: what an editor confirms, small enough to be sent in a form."""

    changes: tuple[tuple[int, str, str, str], ...]
    new: tuple[tuple[int, dict[str, str]], ...]

    @classmethod
    def of(cls, preview: TablePreview) -> "Intended":
        changes = (
            (change.line, change.key, change.heading, change.after) for change in preview.changes
        )
        return cls(tuple(changes), tuple((row.line, dict(row.values)) for row in preview.new))


class TableImport:
    """Compares edited tables of one type with a report, and stores nothing."""

    def __init__(self, maker: RowMaker):
        self.table, self.snapshot, self.maker = maker.table, maker.snapshot, maker
        self.rows = {row[KEY_HEADING]: row for row in file_rows(maker, RowFilter())}
        self.reader: TableReader = table_reader(self.table, self.snapshot)

    def compare(self, table: ReadTable) -> TablePreview:
        """Raises TableRefusedError if the table cannot be compared at all."""
        preview = compute_preview(list(self.rows.values()), with_key(table), self.reader.shape)
        return self.checked(preview)

    def compare_again(self, intended: Intended) -> TablePreview:
        """Return a preview, as things stand now, of changes intended for an earlier version."""
        changes, unknown = [], []
        for line, key, heading, after in intended.changes:
            row = self.rows.get(key)
            if row is None:
                sentence = f"Row {line}: another editor has removed this {self.table.noun}."
                unknown.append(RefusedLine(line, key, sentence))
            elif row[heading] != after:
                changes.append(CellChange(line, key, heading, row[heading], after))
        new = tuple(NewRow(line, values) for line, values in intended.new)
        return self.checked(TablePreview(tuple(changes), new=new, unknown=tuple(unknown)))

    def checked(self, preview: TablePreview) -> TablePreview:
        """Return the preview; lines that this report refuses are among `refused`, with a reason."""
        refused = {line.line: line for line in preview.refused}
        for change in preview.changes:
            if reason := self.refusal_of_change(change):
                refused[change.line] = self.refused_line(change.line, change.key, reason)
        seen: set[Key | str] = set()
        for row in preview.new:
            if reason := self.refusal_of_row(row, seen):
                refused[row.line] = self.refused_line(row.line, "", reason)
        return replace(
            preview,
            changes=tuple(change for change in preview.changes if change.line not in refused),
            new=tuple(row for row in preview.new if row.line not in refused),
            refused=tuple(refused[line] for line in sorted(refused)),
        )

    @staticmethod
    def refused_line(line: int, key: str, reason: str) -> RefusedLine:
        return RefusedLine(line, key, f"Row {line}: {reason}")

    def refusal_of_change(self, change: CellChange) -> str:
        record = self.snapshot.of_type(self.table.record_type)[int(change.key)]
        if change.heading == "Level" and record.parent:
            return "a nested point has the level of the recommendation above it."
        if change.heading == NAME_HEADING:
            return "the name of a person is changed on the page of the person, not here."
        return ""

    def refusal_of_row(self, row: NewRow, seen: set[Key | str]) -> str:
        required = REQUIRED.get(self.table.record_type, "Text")
        if not row.values.get(required):
            return f"a new row needs a value in the column “{required}”."
        if required != NAME_HEADING:
            return ""
        return self.refusal_of_person(row.values[NAME_HEADING], seen)

    def refusal_of_person(self, name: str, seen: set[Key | str]) -> str:
        people = people_named(name)
        if len(people) > 1:
            return f"several people are called “{name}”. Add this one by hand."
        present = {record.person_id for record in self.snapshot.participation.values()}
        if people and people[0].pk in present:
            return f"“{name}” is already a participant."
        identity = people[0].pk if people else bare(name)
        if identity in seen:
            return f"“{name}” is in an earlier row."
        seen.add(identity)
        return ""

    def edit(self, preview: TablePreview) -> Edit:
        """Return the edit, and create new people and organizations: call it with the save."""
        values_by_key: dict[str, dict[str, str]] = {}
        for change in preview.changes:
            values_by_key.setdefault(change.key, {})[change.heading] = change.after
        fields_by_item = {
            Item(self.table.record_type, int(key)): self.fields(values)
            for key, values in values_by_key.items()
        }
        if not fields_by_item and not preview.new:
            raise SaveRefusedError("The table changes nothing.")
        added = [self.addition(row) for row in preview.new]
        edits = (SetManyFields(fields_by_item), *added) if fields_by_item else tuple(added)
        return EditSequence(edits, f"{self.table.title.lower()} from a table")

    def fields(self, values: dict[str, str]) -> dict[str, Any]:
        fields = self.reader.fields(values)
        if ORGANIZATIONS_HEADING in values:
            names = filter(str.strip, values[ORGANIZATIONS_HEADING].split(SEPARATOR))
            keys = [new_entities.create_organization(name).pk for name in names]
            fields["organizations"] = list(dict.fromkeys(keys))
        return fields

    def addition(self, row: NewRow) -> Add:
        fields = DEFAULTS[self.table.record_type] | self.fields(dict(row.values))
        if name := row.values.get(NAME_HEADING):
            people = people_named(name)
            person = people[0] if people else new_entities.create_person(name)
            fields |= {"person": [person.pk], "printed_name": name}
        return Add(self.table.record_type, fields)


def with_key(table: ReadTable) -> ReadTable:
    """Return the table with a column of keys; without one, all of its rows are new."""
    if fold(KEY_HEADING) in map(fold, table.header):
        return table
    rows = tuple(("", *row) for row in table.rows)
    return replace(table, header=(KEY_HEADING, *table.header), rows=rows)


def people_named(name: str) -> list[Person]:
    """Return the people who are known under exactly this name, with or without honorifics."""
    return [
        candidate.record
        for candidate in name_candidates.people_like(name)
        if isinstance(candidate.record, Person)
        and bare(name) in map(bare, (candidate.record.name, *candidate.record.other_names))
    ]


def bare(name: str) -> str:
    """Return a name without honorifics, to be compared."""
    return fold(person_names.strip_honorifics(new_entities.clean_name(name)))


def similar_people(name: str) -> list[str]:
    """Return the reasons why a person of another name may be the same."""
    candidates = name_candidates.people_like(name)
    return [f"{candidate.record} ({candidate.reason})" for candidate in candidates]
