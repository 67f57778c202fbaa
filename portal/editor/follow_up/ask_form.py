"""The form that opens submissions: bodies by name, the members of a group, and sides."""

from django import forms
from django.core.exceptions import ValidationError

from portal.editor.follow_up.choice_fields import RecordChoice
from portal.follow_up.answer_columns import answer_reader
from portal.follow_up.submissions import Reporter
from portal.imports.table_columns import CellRefusedError
from portal.notifications.models import today
from recommendations.models import Side
from reports.models import Membership, Organization
from reports.partial_dates import Period
from reports.text import split_lines

MAX_BODIES = 300
UNKNOWN = "unknown"
MAX_LENGTH = 20_000
TOO_MANY = f"Name at most {MAX_BODIES} bodies at once."


class AskForm(forms.Form):
    """Bodies and sides; each pair becomes a submission."""

    bodies = forms.CharField(
        label="Bodies, one per line",
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.Textarea({"rows": 4}),
    )
    group = RecordChoice(
        Organization.objects.none(),
        label="All current members of",
        required=False,
        empty_label="no group",
    )
    sides = forms.MultipleChoiceField(
        choices=Side.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one side."},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        groups = Membership.objects.values("group")
        self.fields["group"].queryset = Organization.objects.filter(pk__in=groups).order_by("name")

    def clean_bodies(self):
        """Return the keys of the named bodies; an error about an unknown one may propose a name."""
        lines = split_lines(self.cleaned_data["bodies"])
        if len(lines) > MAX_BODIES:
            raise ValidationError(TOO_MANY)
        reader = answer_reader()
        keys, errors = [], []
        for line in lines:
            try:
                keys.append(reader.keys[reader.columns["responsible"].read(line)])
            except CellRefusedError as error:
                text = str(error)
                errors.append(ValidationError(text[:1].upper() + text[1:], code=UNKNOWN))
        if errors:
            raise ValidationError(errors)
        return keys

    @property
    def has_unknown_body(self):
        return self.has_error("bodies", UNKNOWN)

    def clean(self):
        if not {"bodies", "group"} <= self.cleaned_data.keys():
            return
        if not self.cleaned_data["bodies"] and not self.cleaned_data["group"]:
            self.add_error("bodies", "Name a body, or choose a group.")
        elif len(self.asked_keys()) > MAX_BODIES:
            self.add_error("group", TOO_MANY)

    def asked_keys(self):
        """Return the keys of the named bodies and of the members of the group, each once."""
        members = members_of(self.cleaned_data["group"])
        return list(dict.fromkeys([*self.cleaned_data["bodies"], *members]))

    def reporters(self):
        sides = self.cleaned_data["sides"]
        return [Reporter(key, side) for key in self.asked_keys() for side in dict.fromkeys(sides)]


def members_of(group):
    """Return the keys of the bodies that are members of a group today."""
    if group is None:
        return []
    rows = group.members.order_by("member__name").values_list("member", "since", "until")
    day = today()
    return [key for key, since, until in rows if Period.between(since, until).contains(day)]
