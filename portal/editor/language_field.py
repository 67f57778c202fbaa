"""The language of a report as a choice."""

from django import forms

from portal.content.language_names import language_choices
from reports.models.languages import validate_language_tag


class LanguageSelect(forms.Select):
    """Also lists a chosen tag that is not among the choices: a report may have any tag."""

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        listed = {tag for tag, _ in self.choices}
        for tag in value:
            if tag and tag not in listed:
                index = len(groups)
                option = self.create_option(name, tag, tag, True, index, attrs=attrs)
                groups.append((None, [option], index))
        return groups


class LanguageField(forms.ChoiceField):
    def __init__(self, **options):
        super().__init__(choices=language_choices, widget=LanguageSelect, **options)

    def validate(self, value):
        forms.Field.validate(self, value)
        if value:
            validate_language_tag(value)
