"""Text columns that clean what is put into them, so that no way in can forget to."""

from django import forms
from django.db import models

from reports.text import clean_text


class Cleaned:
    """Clean the text in forms, at save, in bulk and in look-ups alike."""

    def to_python(self, value):
        value = super().to_python(value)
        return clean_text(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean_text(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return clean_text(value) if isinstance(value, str) else value


class CleanCharField(Cleaned, models.CharField):
    """One line of text."""


class CleanTextField(Cleaned, models.TextField):
    """Text of any length."""


class CleanLineField(CleanTextField):
    """One line of text of any length: what a source prints is never cut."""

    def formfield(self, **options):
        options["widget"] = forms.TextInput(attrs={"class": "vTextField"})
        return super().formfield(**options)
