"""Filters over values that are their own names or have fixed labels: levels, years, countries."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, MultipleChoiceFilter, TypedMultipleChoiceFilter

from reports.choices import MAX_VALUES_PER_FACET
from reports.country_names import country_name, is_country
from reports.labels import LiteralLabels, LocalizedLabel, unknown_value_message

MAX_VALUE_LENGTH = 120
# Fixed, so that no request has to query the years.
YEARS = range(1900, 2100)


def validate_max_choices(values):
    if len(values) > MAX_VALUES_PER_FACET:
        raise ValidationError(
            _("Choose at most %(most)s values."), params={"most": MAX_VALUES_PER_FACET}
        )


class ChoicesFilter(LiteralLabels, MultipleChoiceFilter):
    """A facet over a fixed list of values: a level, a voice."""

    has_cacheable_labels = False

    def __init__(self, label, choices, **options):
        options.setdefault("error_messages", {"invalid_choice": unknown_value_message(label)})
        super().__init__(label=label, choices=choices, validators=[validate_max_choices], **options)

    def labels(self, values):
        choices = self.extra["choices"]
        return {str(value): str(label) for value, label in choices if str(value) in values}

    def sort_values(self, values):
        return [str(value) for value, _ in self.extra["choices"] if value in values]


class OptionFilter(ChoiceFilter):
    """A parameter with fixed values that selects nothing itself: another filter reads it."""

    def __init__(self, label, choices):
        super().__init__(
            label=label,
            choices=choices,
            error_messages={"invalid_choice": unknown_value_message(label)},
        )

    def filter(self, records, value):
        return records


class YearsField(forms.TypedMultipleChoiceField):
    """Accepts every year without a list of choices, which every request would copy."""

    def valid_value(self, value):
        return value in {str(year) for year in YEARS}


class YearsFilter(LiteralLabels, TypedMultipleChoiceFilter):
    """A facet over the years of a date, the newest first."""

    field_class = YearsField

    def __init__(self, column):
        super().__init__(
            label=_("Year"),
            field_name=f"{column}__year",
            coerce=int,
            validators=[validate_max_choices],
            error_messages={"invalid_choice": unknown_value_message(_("Year"))},
        )

    def sort_values(self, values):
        return sorted(values, key=int, reverse=True)


class AnyValueField(forms.MultipleChoiceField):
    def valid_value(self, value):
        return len(value) <= MAX_VALUE_LENGTH


class ValuesFilter(LiteralLabels, MultipleChoiceFilter):
    """A facet over the values of a column; unknown values match nothing."""

    field_class = AnyValueField

    def __init__(self, label, column):
        super().__init__(
            label=label,
            field_name=column,
            validators=[validate_max_choices],
            error_messages={"invalid_choice": unknown_value_message(label)},
        )


class CountriesField(forms.MultipleChoiceField):
    def valid_value(self, value):
        return is_country(value)


class CountriesFilter(LiteralLabels, MultipleChoiceFilter):
    """A facet over the countries whose governments speak, by ISO 3166-1 alpha-3 code."""

    field_class = CountriesField
    # Countries have a name in every language of the site.
    has_cacheable_labels = False

    def __init__(self, **options):
        super().__init__(
            label=_("Country"),
            validators=[validate_max_choices],
            error_messages={"invalid_choice": unknown_value_message(_("Country"))},
            **options,
        )

    def labels(self, values):
        language = get_language() or "en"
        # Already in the language of the page.
        return {value: LocalizedLabel(country_name(value, language)) for value in values}
