"""Forms of the items of a report."""

from dataclasses import replace

from django import forms

from portal.content.schema import BY_NAME, INVOLVEMENT_FIELDS, REPORT_FIELDS
from portal.content.schema_fields import Column, Entities
from portal.editor.entity_fields import NEW, EntityMultipleChoiceField, SpeakerField
from portal.editor.language_field import LanguageField
from portal.parsing import labels
from recommendations.models import Recommendation
from reports.invariants import SPEAKERS
from reports.markdown import validate_markdown
from reports.models import Annex, Paragraph, Participation, Report, Session
from reports.pk_validation import valid_pk
from reports.text import normalize_whitespace

LONG_TEXT = forms.Textarea(attrs={"rows": 8})
SHORT_TEXT = forms.Textarea(attrs={"rows": 3})


def typed_columns(fields):
    """Return the names of the columns that editors type."""
    return [
        name
        for name, field in fields.items()
        if isinstance(field, Column) and field.label and not field.is_derived
        if not field.entity_type
    ]


class ItemForm(forms.ModelForm):
    """The editable fields of an item, with those that the schema declares.

    `initial` has its fields in the snapshot; `record` is the record itself, if it exists.
    """

    def __init__(self, data=None, *, report=None, record=None, initial=None):
        self.report, self.record = report, record
        super().__init__(data, initial=initial)
        for name, field in self.schema_fields.items():
            if isinstance(field, Entities) and name not in self.fields:
                self.fields[name] = EntityMultipleChoiceField(field.entity_type, required=False)
        self.order_fields(self.field_order)
        for name, label in self.schema_labels().items():
            self.fields[name].label = label
        for name, field in self.fields.items():
            if isinstance(field, SpeakerField):
                field.report = report
            if isinstance(field, ReportItemField):
                field.queryset = field.queryset.filter(report=report)
            if field.help_text and not isinstance(field, EntityMultipleChoiceField):
                field.widget.attrs["aria-describedby"] = f"help-{name}"

    def schema_labels(self):
        """Return the labels that the schema gives to fields of the form."""
        labels = {
            field.form_field or name: field.label for name, field in self.schema_fields.items()
        }
        return {name: label for name, label in labels.items() if label and name in self.fields}

    def clean(self):
        """Normalize the whitespace of single-line fields, as the import does."""
        cleaned = super().clean()
        for name, field in self.fields.items():
            value = cleaned.get(name)
            if isinstance(value, str) and isinstance(field.widget, forms.TextInput):
                cleaned[name] = normalize_whitespace(value)
        return cleaned

    @property
    def values(self):
        """Return the values in the types of a snapshot; dates are text. The form must be valid."""
        return {name: snapshot_value(self.cleaned_data[name]) for name in self.fields}

    def rows(self):
        """Yield (bound field, options or None, search words) of each field."""
        for bound_field in self:
            if isinstance(bound_field.field, EntityMultipleChoiceField):
                name = f"{bound_field.name}-find"
                words = self.data.get(name, "") if self.is_bound else ""
                yield bound_field, self.options(bound_field, words), words
            else:
                yield bound_field, None, ""

    def options(self, bound_field, words):
        return bound_field.field.options(self.picked(bound_field, words), words)

    def picked(self, bound_field, words):
        """Return what is picked, even if the form is not valid; with a new name if requested."""
        if not self.is_bound:
            return list(bound_field.initial or [])
        submitted = self.data.getlist(bound_field.html_name)
        if words and self.data.get("do") == f"new-{bound_field.name}":
            submitted = [*submitted, f"{NEW}{words}"]
        try:
            return EntityMultipleChoiceField.clean(bound_field.field, submitted)
        except forms.ValidationError:
            return [int(key) for key in submitted if valid_pk(key)]


def snapshot_value(value):
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return getattr(value, "anchor", value)


class ReportItemField(forms.ModelChoiceField):
    """A record of the same report, by its anchor."""

    def __init__(self, model):
        super().__init__(
            model.objects.in_document_order(),
            to_field_name="anchor",
            required=False,
        )


class ReportForm(ItemForm):
    schema_fields = REPORT_FIELDS
    field_order = tuple(REPORT_FIELDS)
    language = LanguageField()

    class Meta:
        model = Report
        fields = typed_columns(REPORT_FIELDS)
        widgets = {
            "stated_attendance": SHORT_TEXT,
            "summary": LONG_TEXT,
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean_summary(self):
        summary = self.cleaned_data["summary"]
        if error := validate_markdown(summary):
            raise forms.ValidationError(error)
        return summary

    def clean(self):
        cleaned = super().clean()
        first_day, last_day = cleaned.get("starts_on"), cleaned.get("ends_on")
        if last_day and not first_day:
            self.add_error("ends_on", "A last day needs a first day.")
        elif last_day and last_day < first_day:
            self.add_error("ends_on", "The last day is before the first day.")
        return cleaned


class SessionForm(ItemForm):
    schema_fields = BY_NAME["session"].fields
    field_order = ("kind", "number", "title", "heading")

    class Meta:
        model = Session
        fields = typed_columns(BY_NAME["session"].fields)
        widgets = {"heading": SHORT_TEXT}


class ThemedForm(ItemForm):
    """An item with themes. Suggested ones are marked, and can be confirmed all at once."""

    themes = EntityMultipleChoiceField("theme", required=False)
    confirm_themes = forms.BooleanField(
        required=False,
        label="Confirm the suggested themes",
        help_text="Selecting or clearing a theme confirms all themes that remain selected.",
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        themes = self.record.themes if self.record else ()
        self.suggested_themes = {key for key, status in themes if status != "confirmed"}
        if not self.suggested_themes:
            del self.fields["confirm_themes"]

    def options(self, bound_field, words):
        options = super().options(bound_field, words)
        if bound_field.name != "themes":
            return options
        suggested = set(map(str, self.suggested_themes))
        return [
            replace(option, note="suggested") if option.value in suggested else option
            for option in options
        ]


class ParagraphForm(ThemedForm):
    schema_fields = BY_NAME["paragraph"].fields
    field_order = (
        *("text", "label", "voice", "speakers", "speaking_organizations"),
        *("themes", "confirm_themes", "organizations", "instruments"),
    )
    speakers = SpeakerField(label="Speakers", required=False)

    class Meta:
        model = Paragraph
        fields = typed_columns(BY_NAME["paragraph"].fields)
        widgets = {"text": LONG_TEXT}

    def clean_label(self):
        return labels.normalize_label(self.cleaned_data["label"])

    def clean(self):
        cleaned = super().clean()
        is_named = cleaned.get("voice") == Paragraph.Voice.NAMED
        if cleaned.get("speakers") and not is_named:
            self.add_error(SPEAKERS.form_field, SPEAKERS.message)
        return cleaned


class RecommendationForm(ThemedForm):
    schema_fields = BY_NAME["recommendation"].fields
    field_order = (
        *("text", "level", "addressees", "issuers", "named"),
        *("themes", "confirm_themes", "instruments"),
    )
    addressees = EntityMultipleChoiceField("organization", required=False)
    issuers = EntityMultipleChoiceField("organization", required=False)
    named = EntityMultipleChoiceField("organization", required=False)

    class Meta:
        model = Recommendation
        fields = typed_columns(BY_NAME["recommendation"].fields)
        widgets = {"text": LONG_TEXT}

    def schema_labels(self):
        return super().schema_labels() | dict(INVOLVEMENT_FIELDS.values())

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["level"].choices = [
            ("", "Level not stated"),
            *Recommendation.Level.choices,
        ]
        if self.record and self.record.parent:
            self.fields["level"].disabled = True
            self.fields["level"].help_text = "Taken from the parent recommendation."


class ParticipationForm(ItemForm):
    schema_fields = BY_NAME["participation"].fields
    field_order = ("person", "role", "printed_name", "position", "organizations")
    person = EntityMultipleChoiceField("person", is_single=True)
    organizations = EntityMultipleChoiceField(
        "organization", required=False, help_text="In the order in which to show them."
    )

    class Meta:
        model = Participation
        fields = typed_columns(BY_NAME["participation"].fields)
        widgets = {"short_forms": SHORT_TEXT, "introduced_as": SHORT_TEXT}


class AnnexForm(ItemForm):
    schema_fields = BY_NAME["annex"].fields
    field_order = ("label", "subject", "named_in", "session")
    named_in = ReportItemField(Paragraph)
    session = ReportItemField(Session)

    class Meta:
        model = Annex
        fields = typed_columns(BY_NAME["annex"].fields)
