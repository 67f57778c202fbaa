"""Admin forms with optimistic locking."""

from django import forms

from reports.admin.pk_validation import clean_initial, model_choice_fields, replace_invalid_keys
from reports.references import has_public_url

VERSION_FIELD = "version_read"
STALE_MESSAGE = (
    "Another editor has saved this since you opened the page. Nothing is lost: your entries "
    "are below, with the stored text above each field that differs. "
    "If you save again, your text replaces the stored text."
)


class VersionField(forms.IntegerField):
    """The version that the page displayed. It is never part of `changed_data`."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class VersionedForm(forms.ModelForm):
    """A form that refuses to overwrite a newer version and displays both values.

    `permanent_fields` are part of URLs: they are disabled once a URL has been public.
    """

    permanent_fields = ()
    version_read = VersionField(required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.drop_invalid_keys()
        if not self.instance._state.adding:
            self.initial[VERSION_FIELD] = self.instance.version
            self.disable_permanent_fields()

    def drop_invalid_keys(self):
        names = model_choice_fields(self.fields)
        if self.is_bound:
            self.data = replace_invalid_keys(self.data, names)
        if self.instance._state.adding:
            self.initial = clean_initial(self.initial, names)

    def disable_permanent_fields(self):
        names = [name for name in self.permanent_fields if name in self.fields]
        if names and has_public_url(self.instance):
            for name in names:
                self.fields[name].disabled = True
                self.fields[name].help_text = "Part of a public address, so it cannot be changed."

    def clean(self):
        cleaned = super().clean()
        stored = self.instance.version
        if self.instance._state.adding or self.cleaned_data.get(VERSION_FIELD) == stored:
            return cleaned
        self.add_conflict_errors()
        self.data = self.data.copy()
        self.data[VERSION_FIELD] = str(stored)
        self.cleaned_data[VERSION_FIELD] = stored
        return cleaned

    def add_conflict_errors(self):
        self.add_error(None, STALE_MESSAGE)
        # The instance still has the stored values: the form assigns its data after `clean`.
        for name in self.changed_data:
            self.add_error(name, f"Stored value: {self.stored_text(name) or 'nothing'}")

    def stored_text(self, name):
        """Return the stored value of a field as the form displays it."""
        if self.instance._meta.get_field(name).choices:
            return getattr(self.instance, f"get_{name}_display")()
        value = getattr(self.instance, name)
        return "" if value is None else str(value)
