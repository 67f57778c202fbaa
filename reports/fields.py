"""Text fields that clean their values."""

from django import forms
from django.core.validators import URLValidator
from django.db import models

from reports.text import clean_line, clean_text

validate_web_address = URLValidator(
    ["https", "http"], message="Enter an address such as https://asean.org."
)


class CleanedFieldMixin:
    """Clean the text in forms, on save, in bulk operations and in lookups."""

    # clean_text for running text, clean_line for names, titles and numbers.
    clean_value = staticmethod(clean_text)

    def to_python(self, value):
        # Forms, lookups and every write come through here.
        value = super().to_python(value)
        return self.clean_value(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = self.clean_value(value)
            setattr(model_instance, self.attname, value)
        return value


class CleanCharField(CleanedFieldMixin, models.CharField):
    """One line of text."""

    clean_value = staticmethod(clean_line)


class CleanTextField(CleanedFieldMixin, models.TextField):
    """Text of any length; with `is_name_list` a list of names, one per line.

    The option does not affect the column, so migrations leave it out.
    """

    def __init__(self, *args, is_name_list=False, **options):
        super().__init__(*args, **options)
        if is_name_list:
            self.clean_value = clean_line


class CleanLineField(CleanTextField):
    """One line of text of any length: printed text is never truncated."""

    clean_value = staticmethod(clean_line)

    def formfield(self, **options):
        options["widget"] = forms.TextInput(attrs={"class": "vTextField"})
        return super().formfield(**options)
