"""Forms that notice when somebody else has saved in between, and lose nothing typed."""

from django import forms

from reports.admin.belonging import is_handed_out
from reports.admin.keys import choices_among, with_possible_keys, without_impossible

VERSION = "version_read"
STALE = (
    "Somebody else has saved this since you opened the page. Nothing is lost: what you "
    "typed stands below, and above each field that differs stands what is stored now. "
    "If you save again, your text replaces it."
)


class VersionField(forms.IntegerField):
    """The version that the page was made from. Nobody types it, so it never counts as changed."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class VersionedForm(forms.ModelForm):
    """A page whose save is refused, with both texts, on top of somebody else's.

    `permanent` fields are part of addresses: they stay once readers may hold one.
    """

    permanent = ()
    version_read = VersionField(required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.drop_impossible_keys()
        if not self.instance._state.adding:
            self.initial[VERSION] = self.instance.version
            self.keep_addresses()

    def drop_impossible_keys(self):
        choices = choices_among(self.fields)
        if self.is_bound:
            self.data = with_possible_keys(self.data, choices)
        if self.instance._state.adding:
            self.initial = without_impossible(self.initial, choices)

    def keep_addresses(self):
        names = [name for name in self.permanent if name in self.fields]
        if names and is_handed_out(self.instance):
            for name in names:
                self.fields[name].disabled = True
                self.fields[name].help_text = "Part of an address that readers hold."

    def clean(self):
        cleaned = super().clean()
        stored = self.instance.version
        if self.instance._state.adding or self.cleaned_data.get(VERSION) == stored:
            return cleaned
        self.show_both_texts()
        self.data = self.data.copy()
        self.data[VERSION] = str(stored)
        self.cleaned_data[VERSION] = stored
        return cleaned

    def show_both_texts(self):
        self.add_error(None, STALE)
        # What is typed reaches the instance only after this, so it still holds what is stored.
        for name in self.changed_data:
            self.add_error(name, f"Stored now: {as_read(self.instance, name)}")


def as_read(record, name):
    """Return the stored value of a field in the words in which the page shows it."""
    field = record._meta.get_field(name)
    if field.choices:
        words = getattr(record, f"get_{name}_display")()
    else:
        value = getattr(record, name)
        words = "" if value is None else str(value)
    return words or "nothing"
