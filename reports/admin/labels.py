"""The part of an admin form with the labels of a record in other languages."""

from django import forms

from reports.admin.optimistic_locking import VersionedForm
from reports.models.labels import LABEL_COLUMNS, label_languages, label_model
from reports.text import clean_line

# {language: {column of the label: name of its form field}}
FIELD_NAMES = {
    language: {column: f"{column}_{language}" for column in LABEL_COLUMNS}
    for language, _ in label_languages()
}
# {name of a form field: (language, column)}
LABEL_FIELDS = {
    name: (language, column)
    for language, names in FIELD_NAMES.items()
    for column, name in names.items()
}


def declare_fields():
    """Return {name: form field}: three for each language of the site but the vocabulary's."""
    for language, language_name in label_languages():
        names = FIELD_NAMES[language]
        yield (
            names["label"],
            forms.CharField(
                label=language_name,
                max_length=300,
                required=False,
                widget=forms.TextInput(attrs={"class": "vTextField", "lang": language}),
            ),
        )
        yield (
            names["is_confirmed"],
            forms.BooleanField(label=f"{language_name}: confirmed", required=False),
        )
        yield (
            names["other_labels"],
            forms.CharField(
                label=f"{language_name}: other labels",
                required=False,
                widget=forms.Textarea(
                    attrs={"class": "vLargeTextField", "rows": 2, "lang": language}
                ),
            ),
        )


class LabelMethods:
    """Reads and saves the fields of labels."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial |= {
                name: getattr(row, column)
                for row in self.instance.labels.all()
                for column, name in FIELD_NAMES.get(row.language, {}).items()
            }

    def clean(self):
        cleaned = super().clean()
        for names in FIELD_NAMES.values():
            label = names["label"]
            cleaned[label] = clean_line(cleaned.get(label, "")).strip()
            others = cleaned.get(names["other_labels"]) or cleaned.get(names["is_confirmed"])
            if others and not cleaned[label]:
                self.add_error(label, "Enter the label, or clear the other fields of the language.")
        return cleaned

    def stored_text(self, name):
        if name not in LABEL_FIELDS:
            return super().stored_text(name)
        value = self.initial.get(name, "")
        return ("yes" if value else "no") if isinstance(value, bool) else value

    def _save_m2m(self):
        super()._save_m2m()
        for language, names in FIELD_NAMES.items():
            if set(names.values()) & set(self.changed_data):
                values = {column: self.cleaned_data[name] for column, name in names.items()}
                self.save_label(language, values)

    def save_label(self, language, values):
        rows = label_model(type(self.instance))._base_manager
        own = {"record": self.instance, "language": language}
        if values["label"]:
            rows.update_or_create(values, **own)
        else:
            rows.filter(**own).delete()


LabeledForm = type("LabeledForm", (LabelMethods, VersionedForm), dict(declare_fields()))

LABELS_FIELDSET = (
    "In other languages",
    {
        "fields": [
            row
            for names in FIELD_NAMES.values()
            for row in ((names["label"], names["is_confirmed"]), names["other_labels"])
        ],
        "description": "A label is marked as unconfirmed for readers until you tick “confirmed”. "
        "Other labels, one per line, only help to find the record.",
    },
)
