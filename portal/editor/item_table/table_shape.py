"""What an edited table may hold, and which field of an item each column is."""

from dataclasses import dataclass
from typing import Any

from portal.content.item_names import level_label
from portal.content.schema import Key
from portal.content.snapshot import Snapshot
from portal.editor.item_table import declared_columns
from portal.editor.item_table.declared_columns import Names
from portal.editor.item_table.table_file import KEY_HEADING, SUGGESTED_HEADING, TEXT_HEADING
from portal.editor.item_table.table_types import TableType
from portal.imports.table_columns import Choices, TableColumn, TableShape
from recommendations.models import Recommendation
from reports.models import Organization, Paragraph, Participation, Person, Theme

NAME_HEADING = "Name"
ORGANIZATIONS_HEADING = "Organizations"
FIELDS = {
    TEXT_HEADING: "text",
    "Level": "level",
    "Themes": "themes",
    "Addressed to": "addressees",
    "Recommended by": "issuers",
    "Voice": "voice",
    "Speakers": "speakers",
    "States and organizations speaking": "speaking_organizations",
    "Role": "role",
    "Position": "position",
    ORGANIZATIONS_HEADING: "organizations",
}
# What the cells of a column name, by heading; in all other columns, organizations.
NOUNS = {
    "Level": "level",
    "Voice": "voice",
    "Role": "role",
    "Themes": "theme",
    "Speakers": "participant",
}
OTHER_HEADINGS = {
    TEXT_HEADING: ("Recommendation", "Statement", "Paragraph"),
    NAME_HEADING: ("Participant", "Full name", "Person"),
    ORGANIZATIONS_HEADING: ("Organization", "Affiliation", "Agency"),
    "Position": ("Title", "Designation", "Job title"),
}


@dataclass(frozen=True)
class TableReader:
    """Reads the cells of a table of one report. `keys` has the key of each name, by heading."""

    shape: TableShape
    keys: dict[str, dict[str, Any]]
    # The field that each heading stands for.
    names: dict[str, str]

    def fields(self, values: dict[str, str]) -> dict[str, Any]:
        """Return the fields of an item for the values of its columns, except its affiliations."""
        return {
            self.names[heading]: self.field(heading, value)
            for heading, value in values.items()
            if heading in self.names and heading != ORGANIZATIONS_HEADING
        }

    def field(self, heading: str, value: str) -> Any:
        column = next(column for column in self.shape.columns if column.heading == heading)
        if column.choices is None:
            return value
        keys = self.keys[heading]
        return (
            [keys[name] for name in column.choices.split(value)] if column.is_list else keys[value]
        )


def table_reader(table: TableType, snapshot: Snapshot) -> TableReader:
    """Return the reader of a table; the names that it may hold are read from the database."""
    names = {heading: known_names(heading, snapshot) for heading in headings_with_choices(table)}
    columns = [
        TableColumn(
            heading,
            Choices.of(
                NOUNS.get(heading, "organization"),
                {name: forms for name, (_, forms) in known.items()},
            ),
            is_list=heading not in {"Level", "Voice", "Role"},
            may_be_empty=heading not in {"Voice", "Role"},
            other_headings=OTHER_HEADINGS.get(heading, ()),
        )
        for heading, known in names.items()
    ]
    declared = declared_columns.names_by_heading(table.record_type)
    columns += declared_columns.table_columns(table.record_type, declared)
    texts = (TEXT_HEADING,) if table.has_text else (NAME_HEADING, "Position", ORGANIZATIONS_HEADING)
    columns += [
        TableColumn(
            heading,
            may_be_empty=heading not in {TEXT_HEADING, NAME_HEADING},
            max_length=300 if heading == NAME_HEADING else 0,
            other_headings=OTHER_HEADINGS[heading],
        )
        for heading in texts
    ]
    shown = ("Number", "Heading") if table.has_text else ()
    shape = TableShape(
        noun=table.noun,
        key_heading=KEY_HEADING,
        columns=tuple(columns),
        may_add_rows=True,
        shown_headings=frozenset((*shown, *((SUGGESTED_HEADING,) if table.has_themes else ()))),
    )
    keys = {heading: name_keys(known) for heading, known in names.items()}
    keys |= {heading: name_keys(known) for heading, known in declared.items()}
    if "Level" in keys:
        # An empty cell.
        keys["Level"][""] = ""
    return TableReader(shape, keys, FIELDS | declared_columns.field_names(table.record_type))


def name_keys(known: Names) -> dict[str, Any]:
    return {name: key for name, (key, _) in known.items()}


def headings_with_choices(table: TableType) -> list[str]:
    others = {"Position", ORGANIZATIONS_HEADING, *declared_columns.fields_of(table.record_type)}
    headings = (column.heading for column in table.columns)
    return [heading for heading in headings if heading not in others]


def known_names(heading: str, snapshot: Snapshot) -> Names:
    """Return {name: (key, other forms)} of what the cells of a column may hold."""
    match heading:
        case "Level":
            return {level_label(value): (value, (value,)) for value in ("", *Recommendation.Level)}
        case "Voice":
            return {str(voice.label): (voice.value, (voice.value,)) for voice in Paragraph.Voice}
        case "Role":
            return {str(role.label): (role.value, (role.value,)) for role in Participation.Role}
        case "Themes":
            return {
                theme.label: (theme.pk, tuple(theme.all_labels)) for theme in Theme.objects.all()
            }
        case "Speakers":
            people = (record.person_id for record in snapshot.participation.values())
            return person_names(people)
    return {
        organization.name: (organization.pk, tuple(organization.printed_forms))
        for organization in Organization.objects.all()
    }


def person_names(keys: Any) -> dict[str, tuple[Key, tuple[str, ...]]]:
    people = Person.objects.filter(pk__in=list(keys))
    return {person.name: (person.pk, tuple(person.other_names)) for person in people}
