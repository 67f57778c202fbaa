"""Form fields to pick people, organizations, themes or instruments, with a search for more.

They work without scripts: the search submits the whole form, which is rendered again with the
typed values and the search results.
"""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django import forms
from django.db.models import Q

from reports.models import Instrument, Organization, Person, Theme
from reports.pk_validation import valid_pk
from reports.text import clean_line, normalize_whitespace

MAX_RESULTS = 20
# Without a search, all entities are offered if there are not more than this.
MAX_WITHOUT_SEARCH = 30


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


@dataclass(frozen=True)
class Option:
    """An entity that can be picked."""

    key: int
    name: str
    is_picked: bool
    # For example that a theme is only suggested.
    note: str = ""


class EntityMultipleChoiceField(forms.Field):
    """Keys of entities, in the order in which they were selected."""

    def __init__(self, entity_type: str, *, is_single: bool = False, **kwargs):
        self.entity_type, self.is_single = entity_type, is_single
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)

    def queryset(self):
        return ENTITY_SEARCHES[self.entity_type].model._base_manager.all()

    def search(self, words):
        return ENTITY_SEARCHES[self.entity_type].search(words)

    def clean(self, value):
        """Return the keys that exist, each once, in their order."""
        valid = [key for key in value or [] if valid_pk(key)]
        keys = [int(key) for key in dict.fromkeys(valid)]
        existing = set(self.queryset().filter(pk__in=keys).values_list("pk", flat=True))
        picked = [key for key in keys if key in existing]
        if self.required and not picked:
            raise forms.ValidationError("Pick one.")
        if self.is_single and len(picked) > 1:
            raise forms.ValidationError("Pick only one.")
        return picked

    def options(self, keys: list[int], words: str) -> list[Option]:
        """Return the picked entities in their order, then the search results."""
        entities = {entity.pk: entity for entity in self.queryset().filter(pk__in=keys)}
        picked = [Option(key, str(entities[key]), True) for key in keys if key in entities]
        limit = MAX_RESULTS if words else MAX_WITHOUT_SEARCH
        results = self.search(words).exclude(pk__in=entities)[:limit]
        return picked + [Option(entity.pk, str(entity), False) for entity in results]


class SpeakerField(EntityMultipleChoiceField):
    """The participants of one report's workshop. The form sets `report`."""

    def __init__(self, **kwargs):
        super().__init__("person", **kwargs)
        self.report = None

    def queryset(self):
        return super().queryset().filter(participations__report=self.report)

    def search(self, words):
        participants = self.report.participations.values("person")
        # Without a search all participants are offered, however many.
        people = super().search(words) if words else Person.objects.order_by("name")
        return people.filter(pk__in=participants)
