"""Forms of the items of a report."""

from dataclasses import replace

from django import forms

from portal.content.editing.entity_fields import EntityMultipleChoiceField, SpeakerField
from portal.content.editing.language_field import LanguageField
from portal.parsing import labels
from recommendations.models import Recommendation
from reports.markdown import validate_markdown
from reports.models import Annex, Paragraph, Participation, Report, Session
from reports.pk_validation import valid_pk
from reports.text import normalize_whitespace

LONG_TEXT = forms.Textarea(attrs={"rows": 8})
SHORT_TEXT = forms.Textarea(attrs={"rows": 3})


class ItemForm(forms.ModelForm):
    """The editable fields of an item."""

    def __init__(self, *args, report=None, **kwargs):
        self.report = report
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, SpeakerField):
                field.report = report
            if isinstance(field, ReportItemField):
                field.queryset = field.queryset.filter(report=report)
            if field.help_text and not isinstance(field, EntityMultipleChoiceField):
                field.widget.attrs["aria-describedby"] = f"help-{name}"

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
        return bound_field.field.options(self.picked_keys(bound_field), words)

    def picked_keys(self, bound_field):
        """Return the initial or submitted keys, also if they are not valid as a whole."""
        if not self.is_bound:
            return list(bound_field.initial or [])
        submitted = self.data.getlist(bound_field.html_name)
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

    def __init__(self, model, label):
        super().__init__(
            model.objects.in_document_order(),
            to_field_name="anchor",
            required=False,
            label=label,
        )


class ReportForm(ItemForm):
    co_chairs = EntityMultipleChoiceField("organization", label="Co-chairs", required=False)
    language = LanguageField(label="Language")

    class Meta:
        model = Report
        fields = (
            *("title", "series", "kind", "starts_on", "ends_on", "language", "place"),
            *("co_chairs", "stated_attendance", "stated_participants", "stated_states"),
            "summary",
        )
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
    class Meta:
        model = Session
        fields = ("kind", "number", "title", "heading")
        widgets = {"heading": SHORT_TEXT}


class ThemedForm(ItemForm):
    """An item with themes. Suggested ones are marked, and can be confirmed all at once."""

    themes = EntityMultipleChoiceField("theme", label="Themes", required=False)
    confirm_themes = forms.BooleanField(
        required=False,
        label="Confirm the suggested themes",
        help_text="Selecting or clearing a theme confirms all themes that remain selected.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        assignments = self.instance.pk and self.instance.listed_assignments
        self.suggested_themes = {
            assignment.theme_id for assignment in assignments or () if assignment.is_suggested
        }
        if not self.suggested_themes:
            del self.fields["confirm_themes"]

    def options(self, bound_field, words):
        options = super().options(bound_field, words)
        if bound_field.name != "themes":
            return options
        return [
            replace(option, note="suggested") if option.key in self.suggested_themes else option
            for option in options
        ]


class ParagraphForm(ThemedForm):
    speakers = SpeakerField(label="Speakers", required=False)
    speaking_organizations = EntityMultipleChoiceField(
        "organization", label="States and organizations speaking", required=False
    )
    organizations = EntityMultipleChoiceField(
        "organization", label="Organizations named", required=False
    )
    instruments = EntityMultipleChoiceField("instrument", label="Instruments named", required=False)

    class Meta:
        model = Paragraph
        fields = (
            *("text", "label", "voice", "speakers", "speaking_organizations"),
            *("themes", "confirm_themes", "organizations", "instruments"),
        )
        widgets = {"text": LONG_TEXT}
        labels = {"label": "Number as printed", "voice": "Voice"}

    def clean_label(self):
        return labels.normalize_label(self.cleaned_data["label"])

    def clean(self):
        cleaned = super().clean()
        is_named = cleaned.get("voice") == Paragraph.Voice.NAMED
        if cleaned.get("speakers") and not is_named:
            self.add_error(
                "voice",
                "Only a named speaker's paragraph has speakers: choose “Named speaker”, or "
                "remove the speakers.",
            )
        return cleaned


class RecommendationForm(ThemedForm):
    addressees = EntityMultipleChoiceField("organization", label="Addressed to", required=False)
    issuers = EntityMultipleChoiceField("organization", label="Recommended by", required=False)
    named = EntityMultipleChoiceField("organization", label="Organizations named", required=False)
    instruments = EntityMultipleChoiceField("instrument", label="Instruments named", required=False)

    class Meta:
        model = Recommendation
        fields = (
            *("text", "level", "addressees", "issuers", "named"),
            *("themes", "confirm_themes", "instruments"),
        )
        widgets = {"text": LONG_TEXT}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [
            ("", "Level not stated"),
            *Recommendation.Level.choices,
        ]
        if self.instance.parent_id:
            self.fields["level"].disabled = True
            self.fields["level"].help_text = "Taken from the parent recommendation."


class ParticipationForm(ItemForm):
    person = EntityMultipleChoiceField("person", is_single=True, label="Person")
    organizations = EntityMultipleChoiceField(
        "organization", label="Organizations, in their order", required=False
    )

    class Meta:
        model = Participation
        fields = ("role", "printed_name", "short_forms", "position", "introduced_as")
        widgets = {"short_forms": SHORT_TEXT, "introduced_as": SHORT_TEXT}

    field_order = ("person", "role", "printed_name", "position", "organizations")


class AnnexForm(ItemForm):
    named_in = ReportItemField(Paragraph, "Named in")
    session = ReportItemField(Session, "Supplied as")

    class Meta:
        model = Annex
        fields = ("label", "subject", "named_in", "session")
