"""The form that opens submissions: bodies by name, the members of a group, and sides."""

from django import forms
from django.core.exceptions import ValidationError

from portal.follow_up.answer_columns import answer_reader
from portal.follow_up.submissions import Reporter
from portal.imports.table_columns import CellRefusedError
from portal.notifications.models import today
from recommendations.models import Side
from reports.models import Membership, Organization
from reports.partial_dates import Period
from reports.text import split_lines

MAX_BODIES = 300
MAX_LENGTH = 20_000


class AskForm(forms.Form):
    """Bodies and sides; each pair becomes a submission."""

    bodies = forms.CharField(
        label="Bodies, one per line",
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.Textarea({"rows": 4}),
    )
    group = forms.ModelChoiceField(
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
        """Return the keys of the named bodies; say of each unknown line what may be meant."""
        reader = answer_reader()
        keys, errors = [], []
        for line in split_lines(self.cleaned_data["bodies"])[:MAX_BODIES]:
            try:
                keys.append(reader.keys[reader.columns["responsible"].read(line)])
            except CellRefusedError as error:
                text = str(error)
                errors.append(text[:1].upper() + text[1:])
        if errors:
            raise ValidationError(errors)
        return keys

    def clean(self):
        named = self.cleaned_data.get("bodies")
        if named == [] and not self.cleaned_data.get("group"):
            self.add_error("bodies", "Name a body, or choose a group.")

    def reporters(self):
        keys = [*self.cleaned_data["bodies"], *members_of(self.cleaned_data["group"])]
        return list(
            dict.fromkeys(
                Reporter(key, side) for key in keys for side in self.cleaned_data["sides"]
            )
        )


def members_of(group):
    """Return the keys of the bodies that are members of a group today."""
    if group is None:
        return []
    rows = group.members.order_by("member__name").values_list("member", "since", "until")
    day = today()
    return [key for key, since, until in rows if Period.between(since, until).contains(day)]
