"""The pieces of a report as forms: every field under a label, every choice in words."""

from dataclasses import replace

from django import forms

from portal.desk.picking import PickField, SpeakerField
from portal.importing import labels
from recommendations.models import Recommendation
from reports.keys import can_be_key
from reports.markup import fault_of
from reports.models import Annex, Paragraph, Participation, Report, Session
from reports.text import collapsed

LONG = forms.Textarea(attrs={"rows": 8})
SHORT = forms.Textarea(attrs={"rows": 3})


class PieceForm(forms.ModelForm):
    """A piece with the fields that an editor may change.

    Its `values` are what a snapshot keeps: texts, numbers, days as text, keys.
    """

    def __init__(self, *args, report=None, **options):
        self.report = report
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field, SpeakerField):
                field.report = report
            if isinstance(field, WithinReport):
                field.queryset = field.queryset.filter(report=report)
            if field.help_text and not isinstance(field, PickField):
                field.widget.attrs["aria-describedby"] = f"help-{name}"

    def clean(self):
        """Give what stands in one line its blanks once: a source is compared without them."""
        cleaned = super().clean()
        for name, field in self.fields.items():
            value = cleaned.get(name)
            if isinstance(value, str) and isinstance(field.widget, forms.TextInput):
                cleaned[name] = collapsed(value)
        return cleaned

    @property
    def values(self):
        """Return what was typed, as a snapshot would keep it. The form has to be valid."""
        return {name: kept(self.cleaned_data[name]) for name in self.fields}

    def rows(self):
        """Yield (bound field, what is offered to pick, what was searched) for the page."""
        for bound in self:
            if isinstance(bound.field, PickField):
                words = self.data.get(f"{bound.name}-find", "") if self.is_bound else ""
                yield bound, self.offered(bound, words), words
            else:
                yield bound, None, ""

    def offered(self, bound, words):
        return bound.field.offered(self.picked(bound), words)

    def picked(self, bound):
        if not self.is_bound:
            return list(bound.initial or [])
        try:
            return PickField.clean(bound.field, self.data.getlist(bound.html_name))
        except forms.ValidationError:
            return [
                int(one)
                for one in self.data.getlist(bound.html_name)
                if can_be_key(one)
            ]


def kept(value):
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return getattr(value, "anchor", value)


class WithinReport(forms.ModelChoiceField):
    """A piece of the same report, by its address."""

    def __init__(self, model, label):
        super().__init__(
            model.objects.as_printed(),
            to_field_name="anchor",
            required=False,
            label=label,
        )


class ReportForm(PieceForm):
    co_chairs = PickField("organization", label="Co-chairs", required=False)

    class Meta:
        model = Report
        fields = (
            *("title", "series", "kind", "starts_on", "ends_on", "language", "place"),
            *("co_chairs", "stated_attendance", "stated_participants", "stated_states"),
            "summary",
        )
        widgets = {
            "stated_attendance": SHORT,
            "summary": LONG,
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean_summary(self):
        summary = self.cleaned_data["summary"]
        if fault := fault_of(summary):
            raise forms.ValidationError(fault)
        return summary

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if last and not first:
            self.add_error("ends_on", "A last day needs a first day.")
        elif last and last < first:
            self.add_error("ends_on", "The last day is before the first.")
        return cleaned


class SessionForm(PieceForm):
    class Meta:
        model = Session
        fields = ("kind", "number", "title", "heading")
        widgets = {"heading": SHORT}


class ThemedForm(PieceForm):
    """A piece with themes. Those that were suggested say so, and can be confirmed as they are."""

    themes = PickField("theme", label="Themes", required=False)
    confirm_themes = forms.BooleanField(
        required=False,
        label="The suggested themes are right: confirm them",
        help_text="To pick or drop a theme confirms all that stay picked.",
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        found = self.instance.pk and self.instance.listed_assignments
        self.suggested = {one.theme_id for one in found or () if one.is_suggested}
        if not self.suggested:
            del self.fields["confirm_themes"]

    def offered(self, bound, words):
        offered = super().offered(bound, words)
        if bound.name != "themes":
            return offered
        return [
            replace(one, note="suggested") if one.key in self.suggested else one
            for one in offered
        ]


class ParagraphForm(ThemedForm):
    speakers = SpeakerField(label="Speakers", required=False)
    speaking_organizations = PickField(
        "organization", label="States and bodies that speak", required=False
    )
    organizations = PickField(
        "organization", label="Organizations named", required=False
    )
    instruments = PickField("instrument", label="Instruments named", required=False)

    class Meta:
        model = Paragraph
        fields = (
            *("text", "label", "voice", "speakers", "speaking_organizations"),
            *("themes", "confirm_themes", "organizations", "instruments"),
        )
        widgets = {"text": LONG}
        labels = {"label": "Number as printed", "voice": "Whose words it gives"}

    def clean_label(self):
        return labels.tidied(self.cleaned_data["label"])

    def clean(self):
        cleaned = super().clean()
        is_named = cleaned.get("voice") == Paragraph.Voice.NAMED
        if cleaned.get("speakers") and not is_named:
            self.add_error(
                "voice",
                "Only a named speaker's paragraph has speakers: choose “Named speaker”, or "
                "take the speakers off.",
            )
        return cleaned


class RecommendationForm(ThemedForm):
    addressees = PickField("organization", label="Asked to act", required=False)
    issuers = PickField("organization", label="Made by", required=False)
    named = PickField("organization", label="Organizations named", required=False)
    instruments = PickField("instrument", label="Instruments named", required=False)

    class Meta:
        model = Recommendation
        fields = (
            *("text", "level", "addressees", "issuers", "named"),
            *("themes", "confirm_themes", "instruments"),
        )
        widgets = {"text": LONG}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["level"].choices = [
            ("", "Level not stated"),
            *Recommendation.Level.choices,
        ]
        if self.instance.parent_id:
            self.fields["level"].disabled = True
            self.fields["level"].help_text = "That of what it stands under."


class ParticipationForm(PieceForm):
    person = PickField("person", one=True, label="Person")
    organizations = PickField(
        "organization", label="Organizations, in their order", required=False
    )

    class Meta:
        model = Participation
        fields = ("role", "printed_name", "short_forms", "position", "introduced_as")
        widgets = {"short_forms": SHORT, "introduced_as": SHORT}

    field_order = ("person", "role", "printed_name", "position", "organizations")


class AnnexForm(PieceForm):
    named_in = WithinReport(Paragraph, "Named in")
    session = WithinReport(Session, "Supplied as")

    class Meta:
        model = Annex
        fields = ("label", "subject", "named_in", "session")
