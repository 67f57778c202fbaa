"""Text columns that clean what is put into them, so that no way in can forget to."""

from django import forms
from django.db import models

from reports.text import clean_line, clean_text


class Cleaned:
    """Clean the text in forms, at save, in bulk and in look-ups alike."""

    # Running text, or a name, a title or a number that stands among other texts.
    clean_value = staticmethod(clean_text)

    def to_python(self, value):
        value = super().to_python(value)
        return self.clean_value(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = self.clean_value(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return self.clean_value(value) if isinstance(value, str) else value


class CleanCharField(Cleaned, models.CharField):
    """One line of text."""

    clean_value = staticmethod(clean_line)


class CleanTextField(Cleaned, models.TextField):
    """Text of any length; with `of_names` a list, one name a line.

    The option says nothing of the column, so migrations do not know it.
    """

    def __init__(self, *args, of_names=False, **options):
        super().__init__(*args, **options)
        if of_names:
            self.clean_value = clean_line


class CleanLineField(CleanTextField):
    """One line of text of any length: what a source prints is never cut."""

    clean_value = staticmethod(clean_line)

    def formfield(self, **options):
        options["widget"] = forms.TextInput(attrs={"class": "vTextField"})
        return super().formfield(**options)
