"""Form fields to pick people, organizations, themes or instruments, with a search for more.

They work without scripts: the search submits the whole form, which is rendered again with the
typed values and the search results.
"""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django import forms
from django.db.models import Q

from portal.content import new_entities
from reports.models import Instrument, Organization, Person, Theme
from reports.pk_validation import valid_pk
from reports.text import clean_line, normalize_whitespace

MAX_RESULTS = 20
# Without a search, all entities are offered if there are not more than this.
MAX_WITHOUT_SEARCH = 30
MAX_NAME_LENGTH = 300


@dataclass(frozen=True)
class EntitySearch:
    """A model to pick from, and the columns that a search looks at."""

    model: type
    columns: tuple[str, ...]

    def search(self, words: str):
        """Return the entities that have every word in any of the columns."""
        terms = normalize_whitespace(clean_line(words)).split()
        entities = self.model._base_manager.order_by(self.columns[0])
        if not terms:
            is_short = entities.count() <= MAX_WITHOUT_SEARCH
            return entities if is_short else entities.none()
        conditions = (
            reduce(or_, (Q(**{f"{column}__icontains": term}) for column in self.columns))
            for term in terms
        )
        return entities.filter(reduce(and_, conditions))


ENTITY_SEARCHES = {
    "person": EntitySearch(Person, ("name", "aliases")),
    "organization": EntitySearch(Organization, ("name", "acronym", "aliases")),
    "theme": EntitySearch(Theme, ("label", "other_labels")),
    "instrument": EntitySearch(Instrument, ("name", "code", "wordings")),
}


# Values of entities that are created when the form is saved: “new:Name”.
NEW = "new:"
CREATE = {
    "person": new_entities.create_person,
    "organization": new_entities.create_organization,
}


@dataclass(frozen=True)
class Option:
    """An entity that can be picked; the value of a new one is its name after “new:”."""

    value: str
    name: str
    is_picked: bool
    # A remark, for example that a theme is only suggested.
    note: str = ""


class EntityMultipleChoiceField(forms.Field):
    """Keys of entities, in the order in which they were selected, and “new:Name” for new ones."""

    def __init__(self, entity_type: str, *, is_single: bool = False, **kwargs):
        self.entity_type, self.is_single = entity_type, is_single
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)

    @property
    def can_create(self):
        return self.entity_type in CREATE

    def queryset(self):
        return ENTITY_SEARCHES[self.entity_type].model._base_manager.all()

    def search(self, words):
        return ENTITY_SEARCHES[self.entity_type].search(words)

    def clean(self, value):
        """Return the keys that exist and the new names, each once, in their order."""
        values = list(dict.fromkeys(map(str, value or [])))
        keys = [int(item) for item in values if valid_pk(item)]
        existing = set(self.queryset().filter(pk__in=keys).values_list("pk", flat=True))
        picked = [
            int(item) if valid_pk(item) else item
            for item in values
            if self.is_new(item) or (valid_pk(item) and int(item) in existing)
        ]
        if self.required and not picked:
            raise forms.ValidationError("Pick one.")
        if self.is_single and len(picked) > 1:
            raise forms.ValidationError("Pick only one.")
        return picked

    def is_new(self, value: str) -> bool:
        return self.can_create and value.startswith(NEW) and bool(new_name(value))

    def options(self, values: list[Any], words: str) -> list[Option]:
        """Return the picked entities in the order of `values`, then the search results."""
        keys = [item for item in values if not isinstance(item, str)]
        entities = {entity.pk: entity for entity in self.queryset().filter(pk__in=keys)}
        picked = [
            Option(item, f"{new_name(item)} (new)", True)
            if isinstance(item, str)
            else Option(str(item), str(entities[item]), True)
            for item in values
            if isinstance(item, str) or item in entities
        ]
        limit = MAX_RESULTS if words else MAX_WITHOUT_SEARCH
        results = self.search(words).exclude(pk__in=entities)[:limit]
        return picked + [Option(str(entity.pk), str(entity), False) for entity in results]


def new_name(value: str) -> str:
    return new_entities.clean_name(value.removeprefix(NEW))[:MAX_NAME_LENGTH]


def create_entities(form) -> dict[str, Any]:
    """Return the values of a valid form, with the keys of new people and organizations.

    It creates these people and organizations: call it inside the transaction of the save.
    """
    values = dict(form.values)
    for name, field in form.fields.items():
        if isinstance(field, EntityMultipleChoiceField):
            values[name] = [
                CREATE[field.entity_type](new_name(item)).pk if isinstance(item, str) else item
                for item in values[name]
            ]
    return values


class SpeakerField(EntityMultipleChoiceField):
    """People: the participants of one report's workshop are offered. The form sets `report`."""

    def __init__(self, **kwargs):
        super().__init__("person", **kwargs)
        self.report = None

    def search(self, words):
        # Without a search all participants are offered, however many.
        if words:
            return super().search(words)
        participants = self.report.participations.values("person")
        return Person.objects.filter(pk__in=participants).order_by("name")
