"""The form of the bar below a table: the values to set for the ticked rows."""

from django import forms

from portal.content.edits.themes import ADD, REMOVE, REPLACE
from portal.editor.entity_fields import EntityMultipleChoiceField
from recommendations.models import NOT_STATED, Recommendation
from reports.models import Paragraph, Participation
from reports.pk_validation import valid_pk

# Nothing is chosen at first, so that nothing is set by mistake: “not stated” has a value too.
UNCHOSEN, WITHOUT_VALUE = "", "not-stated"
MODES = [(ADD, "Add"), (REMOVE, "Remove"), (REPLACE, "Replace all with")]


class KnownEntityField(EntityMultipleChoiceField):
    """Existing records only: bulk edits do not create records."""

    can_create = False


def choice_field(label, choices):
    return lambda: forms.ChoiceField(
        choices=[(UNCHOSEN, "Choose …"), *choices], label=label, required=False
    )


def entity_field(label, entity_type):
    return lambda: KnownEntityField(entity_type, label=label, required=False)


FIELDS = {
    "level": choice_field("Level", [(WITHOUT_VALUE, NOT_STATED), *Recommendation.Level.choices]),
    "voice": choice_field("Voice", Paragraph.Voice.choices),
    "role": choice_field("Role", Participation.Role.choices),
    "themes": entity_field("Themes", "theme"),
    "addressees": entity_field("Addressed to", "organization"),
    "issuers": entity_field("Recommended by", "organization"),
}


class BulkForm(forms.Form):
    """The fields that a table can set; it is never invalid as a whole."""

    def __init__(self, table, data=None):
        super().__init__(data, auto_id="bulk_%s")
        for name in table.fields:
            self.fields[name] = FIELDS[name]()

    def choices(self):
        """Yield the fields with one value."""
        return [field for field in self if not isinstance(field.field, KnownEntityField)]

    def picks(self):
        """Return the fields with several values, each as its part of the bar."""
        return [self.pick(field) for field in self if isinstance(field.field, KnownEntityField)]

    def pick(self, bound_field):
        name = bound_field.name
        words, picked = self.data.get(f"{name}-find", ""), self.picked(name)
        options = bound_field.field.options(picked, words)
        return {
            "name": name,
            "label": bound_field.label,
            "rows": [(bound_field, options, words)],
            "modes": [(value, label, value == self.mode(name)) for value, label in MODES],
            "is_open": bool(words or picked) or self.data.get("do") == f"find-{name}",
        }

    def picked(self, name):
        """Return the keys of the picked records that exist."""
        values = self.data.getlist(name) if self.is_bound else []
        return self.fields[name].clean([value for value in values if valid_pk(value)])

    def mode(self, name):
        mode = self.data.get(f"{name}-mode", ADD)
        return mode if mode in dict(MODES) else ADD

    def chosen(self, name):
        """Return the chosen value, or None."""
        value = self.data.get(name, UNCHOSEN)
        known = {choice for choice, _ in self.fields[name].choices} - {UNCHOSEN}
        if value not in known:
            return None
        return "" if value == WITHOUT_VALUE else value
