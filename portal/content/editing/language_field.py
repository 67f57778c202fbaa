"""The language of a report as a choice: the languages of the site first, then all others."""

from functools import cache

from babel import Locale
from django import forms
from django.conf import settings

from reports.models.languages import validate_language_tag

# Tags of CLDR that name no language: several, none, unknown.
NO_LANGUAGES = {"mul", "und", "zxx"}


@cache
def language_choices() -> tuple[tuple[str, str], ...]:
    """Return (tag, English name), those of the site first, the others by name."""
    names = {
        tag.replace("_", "-"): name
        for tag, name in Locale("en").languages.items()
        if tag not in NO_LANGUAGES
    }
    of_site = [code for code, _ in settings.LANGUAGES]
    others = sorted(names.keys() - set(of_site), key=lambda tag: (names[tag].casefold(), tag))
    return tuple((tag, names.get(tag, tag)) for tag in (*of_site, *others))


class LanguageSelect(forms.Select):
    """Also lists a chosen tag that is none of the choices: a report may have any tag."""

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
