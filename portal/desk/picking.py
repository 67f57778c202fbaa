"""Fields in which an editor picks records of a register: what is picked, and a search for more.

They need no script: to search sends the form, which comes back with all that was typed and the
records found.
"""

from dataclasses import dataclass
from functools import reduce
from operator import and_

from django import forms
from django.db.models import Q

from reports.keys import can_be_key
from reports.models import Instrument, Organization, Person, Theme
from reports.text import clean_line, collapsed

MOST_FOUND = 20
# A register as short as this is shown whole.
SHORT = 30


@dataclass(frozen=True)
class Register:
    """Records to pick from: the columns that are searched, and how a record is called."""

    model: type
    columns: tuple[str, ...]

    def find(self, words: str):
        """Return records whose names hold every word, in any of the columns."""
        parts = collapsed(clean_line(words)).split()
        found = self.model._base_manager.order_by(self.columns[0])
        if not parts:
            return found if found.count() <= SHORT else found.none()
        held = (
            reduce(
                lambda one, other: one | other,
                (Q(**{f"{column}__icontains": part}) for column in self.columns),
            )
            for part in parts
        )
        return found.filter(reduce(and_, held))


REGISTERS = {
    "person": Register(Person, ("name", "aliases")),
    "organization": Register(Organization, ("name", "acronym", "aliases")),
    "theme": Register(Theme, ("label", "other_labels")),
    "instrument": Register(Instrument, ("name", "code", "wordings")),
}


@dataclass(frozen=True)
class Pick:
    """One record that is offered."""

    key: int
    name: str
    is_picked: bool
    # What a person should know before keeping it.
    note: str = ""


class PickField(forms.Field):
    """Keys of records, in the order picked. Found ones are offered beside those that are picked."""

    def __init__(self, register: str, *, one: bool = False, **options):
        self.register, self.one = register, one
        super().__init__(widget=forms.CheckboxSelectMultiple, **options)

    def records(self):
        return REGISTERS[self.register].model._base_manager.all()

    def find(self, words):
        return REGISTERS[self.register].find(words)

    def clean(self, value):
        sent = [one for one in value or [] if can_be_key(one)]
        keys = [int(one) for one in dict.fromkeys(sent)]
        there = set(self.records().filter(pk__in=keys).values_list("pk", flat=True))
        picked = [key for key in keys if key in there]
        if self.required and not picked:
            raise forms.ValidationError("Pick one.")
        if self.one and len(picked) > 1:
            raise forms.ValidationError("Pick one only.")
        return picked

    def offered(self, keys: list[int], words: str) -> list[Pick]:
        """Return what is picked, in its order, and then what is found."""
        by_key = {one.pk: one for one in self.records().filter(pk__in=keys)}
        picked = [Pick(key, str(by_key[key]), True) for key in keys if key in by_key]
        found = self.find(words).exclude(pk__in=by_key)[
            : MOST_FOUND if words else SHORT
        ]
        return picked + [Pick(one.pk, str(one), False) for one in found]


class SpeakerField(PickField):
    """People who took part in one report's workshop."""

    def __init__(self, **options):
        super().__init__("person", **options)
        self.report = None

    def records(self):
        return super().records().filter(participations__report=self.report)

    def find(self, words):
        took_part = self.report.participations.values("person")
        # All of them, where nothing is sought: whoever speaks took part.
        found = super().find(words) if words else Person.objects.order_by("name")
        return found.filter(pk__in=took_part)
