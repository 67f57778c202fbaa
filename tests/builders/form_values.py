"""Values that forms of items send, drawn by Hypothesis: all fields of an item, some changed."""

from dataclasses import dataclass

from hypothesis import strategies as st

from portal.content.edits.structure import ADDABLE_TYPES
from portal.content.item_fields import get_fields
from portal.content.schema import BY_NAME, REPORT_FIELDS, Item
from portal.content.schema_fields import Column, Entities
from portal.content.snapshot import Snapshot
from recommendations.models import Recommendation
from reports.models import (
    Instrument,
    Organization,
    Paragraph,
    Participation,
    Person,
    Report,
    Session,
    Theme,
)

# Fields of forms that are neither columns nor links of the record.
FORM_FIELDS = {
    "paragraph": ("speakers", "themes", "confirm_themes"),
    "recommendation": ("addressees", "issuers", "named", "themes", "confirm_themes"),
    "participation": ("person", "organizations"),
    "annex": ("named_in", "session"),
}
FORM_TYPES = ("report", *ADDABLE_TYPES)
ENTITIES = {
    "person": Person,
    "organization": Organization,
    "theme": Theme,
    "instrument": Instrument,
}
ENTITY_FIELDS = {
    "speakers": "person",
    "person": "person",
    "themes": "theme",
    "instruments": "instrument",
}
CHOICES = {
    "voice": Paragraph.Voice.values,
    "level": ["", *Recommendation.Level.values],
    "role": Participation.Role.values,
    "confirm_themes": [False, True],
    "label": ["", "7.", "(b)", "Annex 1", "Annex 7"],
    "number": ["", "2", "IV"],
    "language": ["en", "fr"],
    "starts_on": ["2019-03-10", "2020-01-02", None],
    "ends_on": ["2019-03-11", "2020-01-01", None],
    "stated_participants": [None, 0, 60],
    "stated_states": [None, 12],
}
SESSION_KINDS = Session.Kind.values
WORDS = (
    "",
    "Training",
    "Text",
    "Other words, typed by hand.",
    "  wide  ",
    "Skills\ntravel",
    "‮marks",
)


@dataclass(frozen=True)
class Seen:
    """What an editor saw: the report as it was then, and the shared entities by type."""

    report: Report
    version: int
    snapshot: Snapshot
    entities: dict[str, list[int]]

    @classmethod
    def of(cls, stored):
        keys = {name: list(keys_of(model)) for name, model in ENTITIES.items()}
        return cls(stored.report, stored.version, stored.snapshot, keys)

    def items(self, *record_types):
        return [
            Item(name, key) for name in record_types for key in sorted(self.snapshot.of_type(name))
        ]


def keys_of(model):
    return model.objects.order_by("pk").values_list("pk", flat=True)


def form_names(record_type):
    """Return the names of the fields that the form of a record type has."""
    fields = REPORT_FIELDS if record_type == "report" else BY_NAME[record_type].fields
    return [
        *(
            name
            for name, field in fields.items()
            if isinstance(field, Column | Entities) and field.label and not field.is_derived
            if isinstance(field, Entities) or not field.entity_type
        ),
        *FORM_FIELDS.get(record_type, ()),
    ]


def values_of(seen, record_type, name, old):
    """Return a strategy for another value of a field."""
    if name == "kind" and record_type == "session":
        return st.sampled_from(SESSION_KINDS)
    if name in {"named_in", "session"}:
        records = seen.snapshot.paragraph if name == "named_in" else seen.snapshot.session
        return st.sampled_from([None, *sorted(record.anchor for record in records.values())])
    if name == "person":
        return st.lists(st.sampled_from(seen.entities["person"]), min_size=1, max_size=1)
    if name in ENTITY_FIELDS or isinstance(old, list):
        keys = seen.entities[ENTITY_FIELDS.get(name, "organization")]
        return st.lists(st.sampled_from(keys), max_size=3, unique=True)
    if name in CHOICES:
        return st.sampled_from(CHOICES[name])
    return st.sampled_from([*WORDS, f"{old} And more.", str(old)[: len(str(old)) // 2]])


@st.composite
def changed_fields(draw, seen, item):
    """Return the fields of a form, one to three of them changed."""
    stored = get_fields(seen.snapshot, item)
    names = form_names(item.record_type)
    fields = {name: stored[name] for name in names}
    changed = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    for name in changed:
        fields[name] = draw(values_of(seen, item.record_type, name, fields[name]))
    if "speakers" in fields and {"voice", "speakers"} & set(changed):
        agree(fields, is_voice="voice" in changed)
    return fields


def agree(fields, *, is_voice):
    """Let voice and speakers agree, as the form demands."""
    if not is_voice and fields["speakers"]:
        fields["voice"] = "named"
    elif fields["voice"] != "named":
        fields["speakers"] = []


def empty_value(record_type, name):
    """Return what an empty form sends; the required fields have a value."""
    required = {"text": "Added by hand.", "title": "Added", "voice": "document", "role": "speaker"}
    if name == "kind":
        return "session"
    if name == "label" and record_type == "annex":
        return "Annex 9"
    if name in {"named_in", "session"}:
        return None
    if name == "confirm_themes":
        return False
    is_list = name in ENTITY_FIELDS or name.endswith(("organizations", "ees", "issuers", "named"))
    return [] if is_list else required.get(name, "")


def is_valid_form(edit):
    """Return whether a form would accept the edit: the people whom it names still exist."""
    fields = [getattr(edit, "fields", {}), *getattr(edit, "fields_by_item", {}).values()]
    keys = {
        key for values in fields for name in ("speakers", "person") for key in values.get(name, ())
    }
    return Person.objects.filter(pk__in=keys).count() == len(keys)
