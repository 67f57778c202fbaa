"""What a pressed button of the bar does to the ticked rows, as an edit and a message."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.content.edits import attribution
from portal.content.edits.base import Edit
from portal.content.edits.fields import SetLevel, SetManyFields
from portal.content.edits.themes import ADD, REMOVE, ChangeThemes, ConfirmThemesOf
from portal.content.refusals import SaveRefusedError
from portal.content.schema import CONFIRMED, INVOLVEMENT_FIELDS, Item, Key
from portal.content.snapshot import Snapshot
from portal.editor.item_table.bulk_form import BulkForm
from portal.editor.item_table.table_types import TableType

Action = tuple[Edit, str]
ROLES = {name: role for role, (name, _) in INVOLVEMENT_FIELDS.items()}


@dataclass(frozen=True)
class TickedRows:
    """The ticked rows of a table, and what is chosen for them in the bar."""

    table: TableType
    snapshot: Snapshot
    items: tuple[Item, ...]
    form: BulkForm

    def chosen(self, name: str) -> str:
        """Return the chosen value. Raises SaveRefusedError if nothing is chosen."""
        value = self.form.chosen(name)
        if value is None:
            raise SaveRefusedError(f"Choose the {name} for the ticked rows.")
        return str(value)

    def picked(self, name: str) -> list[Key]:
        """Return the picked keys; there may be none only if they replace all others."""
        keys: list[Key] = self.form.picked(name)
        if not keys and self.form.mode(name) in {ADD, REMOVE}:
            label = self.form.fields[name].label
            raise SaveRefusedError(f"Tick under “{label}” what to add or remove.")
        return keys


def set_level(rows: TickedRows) -> Action:
    """Set the level; ticked points that have the level of their parent are left out."""
    items = tuple(item for item in rows.items if rows.snapshot.get(item).parent is None)
    if not items:
        raise SaveRefusedError(
            "Nested points have the level of the recommendation above them. Tick that one."
        )
    message = f"The level of {rows.table.count(len(items))} was set."
    if nested := len(rows.items) - len(items):
        points = "1 ticked point has" if nested == 1 else f"{nested:,} ticked points have"
        message += f" {points} the level of the recommendation above."
    return SetLevel(items, rows.chosen("level")), message


def set_choice(name: str) -> Callable[[TickedRows], Action]:
    def action(rows: TickedRows) -> Action:
        value = rows.chosen(name)
        edit = SetManyFields({item: {name: value} for item in rows.items})
        return edit, f"The {name} of {rows.table.count(len(rows.items))} was set."

    return action


def change_themes(rows: TickedRows) -> Action:
    edit = ChangeThemes(rows.items, rows.form.mode("themes"), tuple(rows.picked("themes")))
    return edit, f"The themes of {rows.table.count(len(rows.items))} were set."


def change_organizations(name: str) -> Callable[[TickedRows], Action]:
    """Return the action that changes the organizations in a role: addressees or issuers."""

    def action(rows: TickedRows) -> Action:
        picked, mode = rows.picked(name), rows.form.mode(name)
        fields_by_item: dict[Item, dict[str, Any]] = {}
        for item in rows.items:
            present = attribution.organizations_in_role(rows.snapshot.get(item), ROLES[name])
            fields_by_item[item] = {name: combined(present, picked, mode)}
        message = f"The {name} of {rows.table.count(len(rows.items))} were set."
        return SetManyFields(fields_by_item), message

    return action


def combined(present: list[Key], picked: list[Key], mode: str) -> list[Key]:
    if mode == ADD:
        return list(dict.fromkeys([*present, *picked]))
    return [key for key in present if key not in picked] if mode == REMOVE else picked


def confirm_themes(rows: TickedRows) -> Action:
    counts = [
        sum(status != CONFIRMED for _, status in rows.snapshot.get(item).themes)
        for item in rows.items
    ]
    if not sum(counts):
        raise SaveRefusedError("The ticked rows have no suggested themes.")
    themes = "1 suggested theme" if sum(counts) == 1 else f"{sum(counts):,} suggested themes"
    changed, were = sum(map(bool, counts)), "was" if sum(counts) == 1 else "were"
    message = f"{themes} of {rows.table.count(changed)} {were} confirmed."
    return ConfirmThemesOf(rows.items), message


ACTIONS: dict[str, Callable[[TickedRows], Action]] = {
    "level": set_level,
    "voice": set_choice("voice"),
    "role": set_choice("role"),
    "themes": change_themes,
    "addressees": change_organizations("addressees"),
    "issuers": change_organizations("issuers"),
    "confirm": confirm_themes,
}


def actions_of(table: TableType) -> set[str]:
    return {*table.fields, *(("confirm",) if table.has_themes else ())}
