"""Forms that notice when somebody else has saved in between, and lose nothing typed."""

from operator import attrgetter

from django import forms
from django.forms.formsets import (
    DEFAULT_MAX_NUM,
    INITIAL_FORM_COUNT,
    TOTAL_FORM_COUNT,
)
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict
from django.utils.text import Truncator

from reports.admin.belonging import is_handed_out, report_of
from reports.admin.keys import choices_among, with_possible_keys, without_impossible
from reports.models.versions import Versioned

VERSION = "version_read"
STALE = (
    "Somebody else has saved this since you opened the page. Nothing is lost: what you "
    "typed stands below, and above each field that differs stands what is stored now. "
    "If you save again, your text replaces it."
)
CHOICE_CHARACTERS = 90


class VersionField(forms.IntegerField):
    """The version that the page was made from. Nobody types it, so it never counts as changed."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class VersionedForm(forms.ModelForm):
    """A page or a row whose save is refused, with both texts, on top of somebody else's.

    `guarded_by` names the record whose version counts, where it is not the form's own.
    `permanent` fields are part of addresses: they stay once readers may hold one.
    `within_report` are the choices that the record's report narrows.
    """

    guarded_by = ""
    permanent = ()
    within_report = ()
    version_read = VersionField(required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.drop_impossible_keys()
        if not self.instance._state.adding:
            # Asked when the page is made: by then a row knows what it stands under.
            self.initial[VERSION] = lambda: self.guard.version
            self.keep_addresses()
            if not self.is_row:
                self.narrow_choices()

    @property
    def guard(self):
        if not self.guarded_by:
            return self.instance
        return attrgetter(self.guarded_by)(self.instance)

    @property
    def is_row(self):
        # Only the rows of a formset have a prefix.
        return bool(self.prefix)

    def drop_impossible_keys(self):
        choices = choices_among(self.fields)
        if self.is_bound:
            names = [self.add_prefix(name) for name in choices]
            self.data = with_possible_keys(self.data, names)
        if self.instance._state.adding:
            self.initial = without_impossible(self.initial, choices)

    def keep_addresses(self):
        names = [name for name in self.permanent if name in self.fields]
        if names and is_handed_out(self.instance):
            for name in names:
                self.fields[name].disabled = True
                self.fields[name].help_text = "Part of an address that readers hold."

    def narrow_choices(self):
        report = report_of(self.instance)
        if report is None or report._state.adding:
            return
        for name in self.within_report:
            field = self.fields.get(name)
            # What a row stands under is no choice.
            if isinstance(field, forms.ModelChoiceField):
                # With the records that their names are made of.
                within = field.queryset.filter(report=report).select_related()
                field.queryset = within
                field.label_from_instance = short_name

    def clean(self):
        cleaned = super().clean()
        if self.instance._state.adding:
            return cleaned
        stored = self.guard.version
        if self.cleaned_data.get(VERSION) != stored:
            # A row that equals what is stored has nothing to lose.
            if self.changed_data or not self.is_row:
                self.show_both_texts()
            self.data = self.data.copy()
            self.data[self.add_prefix(VERSION)] = str(stored)
            self.cleaned_data[VERSION] = stored
        return cleaned

    def show_both_texts(self):
        self.add_error(None, STALE)
        # What is typed reaches the instance only after this, so it still holds what is stored.
        for name in self.changed_data:
            self.add_error(name, f"Stored now: {as_read(self.instance, name)}")

    def _get_validation_exclusions(self):
        # The page does not ask for the report, but its promises can be checked all the same.
        excluded = super()._get_validation_exclusions()
        known = getattr(self.instance, "report_id", None)
        return excluded - {"report"} if known else excluded


class VersionedFormSet(BaseInlineFormSet):
    """Rows that stand under the page's record as it is typed, each with a version of its own.

    Rows that are only shown are not sent (`is_sent`): they stay as they are stored.
    """

    is_sent = True

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.is_bound and not self.is_sent:
            self.data = self.as_stored()

    def as_stored(self):
        """Return the data of a page that leaves every row as it is."""
        rows = self.get_queryset()[:DEFAULT_MAX_NUM]
        name = self.model._meta.pk.name
        keys = {f"{self.add_prefix(n)}-{name}": row.pk for n, row in enumerate(rows)}
        counts = (TOTAL_FORM_COUNT, INITIAL_FORM_COUNT)
        data = QueryDict(mutable=True)
        data.update(keys | {f"{self.prefix}-{count}": len(rows) for count in counts})
        return data

    def add_fields(self, form, index):
        super().add_fields(form, index)
        setattr(form.instance, self.fk.name, self.instance)
        form.narrow_choices()
        if not self.is_sent:
            for name in (self.model._meta.pk.name, self.fk.name):
                form.fields[name].disabled = True

    def save_existing(self, form, obj, commit=True):
        if isinstance(obj, Versioned):
            obj.claim(form.cleaned_data[VERSION])
        return super().save_existing(form, obj, commit=commit)


def short_name(record):
    return Truncator(str(record)).chars(CHOICE_CHARACTERS)


def as_read(record, name):
    """Return the stored value of a field in the words in which the page shows it."""
    if name not in {field.name for field in record._meta.get_fields()}:
        return ""
    field = record._meta.get_field(name)
    if field.many_to_many:
        words = ", ".join(str(one) for one in getattr(record, name).all())
    elif field.choices:
        words = getattr(record, f"get_{name}_display")()
    else:
        value = getattr(record, name)
        words = "" if value is None else str(value)
    return words or "nothing"
