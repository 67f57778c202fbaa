"""Two saves of the same field, told in words: what it was, what others made of it, what I did."""

from dataclasses import dataclass

from portal.desk.merging import Merged
from portal.desk.picking import PickField
from portal.desk.wording import Stretch, stretches


@dataclass(frozen=True)
class Told:
    """A field in conflict, in words."""

    label: str
    base: str
    theirs: str
    mine: str

    @property
    def theirs_marked(self) -> list[Stretch]:
        return stretches(self.base, self.theirs)

    @property
    def mine_marked(self) -> list[Stretch]:
        return stretches(self.base, self.mine)


def told(form, fields: list[Merged]) -> list[Told]:
    """Return the fields that both have changed, in words."""
    return [
        Told(
            form[one.name].label,
            *(
                worded(form.fields[one.name], value)
                for value in (one.base, one.theirs, one.mine)
            ),
        )
        for one in fields
        if one.is_conflict
    ]


def with_theirs(sent, fields: list[Merged]):
    """Return what was sent, with what only others have changed as they left it."""
    data = sent.copy()
    for one in fields:
        if one.is_theirs and not one.is_mine and not one.is_conflict:
            values = one.theirs if isinstance(one.theirs, list) else [one.theirs]
            data.setlist(
                one.name, ["" if value is None else str(value) for value in values]
            )
    return data


def worded(field, value) -> str:
    """Return a field's value as a person reads it."""
    if isinstance(field, PickField):
        names = {one.pk: str(one) for one in field.records().filter(pk__in=value or [])}
        return ", ".join(names.get(key, "") for key in value or [])
    written = "" if value is None else str(value)
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return choices.get(written, written)
