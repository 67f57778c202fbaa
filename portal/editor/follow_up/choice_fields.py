"""Choices of records by their keys: one that cannot be a key is an invalid choice."""

from django import forms
from django.core.exceptions import ValidationError

from reports.pk_validation import valid_pk


class RecordChoice(forms.ModelChoiceField):
    def to_python(self, value):
        if value not in self.empty_values and not valid_pk(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class RecordsChoice(forms.ModelMultipleChoiceField):
    def clean(self, value):
        for key in value or ():
            if not valid_pk(key):
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": key},
                )
        return super().clean(value)
