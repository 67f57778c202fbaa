"""Present the fields of a save conflict: base, theirs and mine as text."""

from dataclasses import dataclass

from portal.content.three_way_merge import FieldMerge
from portal.content.word_diff import DiffSegment, word_diff
from portal.editor.entity_fields import EntityMultipleChoiceField


@dataclass(frozen=True)
class ConflictView:
    """The three values of a conflicting field, as text."""

    label: str
    base: str
    theirs: str
    mine: str

    @property
    def theirs_diff(self) -> list[DiffSegment]:
        return word_diff(self.base, self.theirs)

    @property
    def mine_diff(self) -> list[DiffSegment]:
        return word_diff(self.base, self.mine)


def conflict_views(form, fields: list[FieldMerge]) -> list[ConflictView]:
    return [
        ConflictView(
            form[field.name].label,
            *(
                display_value(form.fields[field.name], value)
                for value in (field.base, field.theirs, field.mine)
            ),
        )
        for field in fields
        if field.is_conflict
    ]


def take_theirs(data, fields: list[FieldMerge]):
    """Return a copy of the form data that takes over the fields changed only by others."""
    merged = data.copy()
    for field in fields:
        if field.is_theirs and not field.is_mine and not field.is_conflict:
            values = field.theirs if isinstance(field.theirs, list) else [field.theirs]
            merged.setlist(field.name, ["" if value is None else str(value) for value in values])
    return merged


def display_value(field, value) -> str:
    """Return entity names for keys, and labels for choices."""
    if isinstance(field, EntityMultipleChoiceField):
        return ", ".join(
            option.name for option in field.options(value or [], "") if option.is_picked
        )
    text = "" if value is None else str(value)
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return choices.get(text, text)
