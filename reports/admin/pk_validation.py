"""Submitted choices that cannot be primary keys: looking them up raises an error."""

from django import forms

from reports.pk_validation import valid_pk

UNUSED_KEY = "0"


def is_possible_choice(value):
    """Return whether the value is empty or can be a primary key."""
    return not str(value) or valid_pk(value)


def model_choice_fields(fields):
    return [name for name, field in fields.items() if isinstance(field, forms.ModelChoiceField)]


def replace_invalid_keys(data, names):
    """Return the form data with UNUSED_KEY for values of these fields that cannot be keys."""
    for name in names:
        values = data.getlist(name)
        if not all(map(is_possible_choice, values)):
            data = data.copy()
            data.setlist(
                name,
                [value if is_possible_choice(value) else UNUSED_KEY for value in values],
            )
    return data


def clean_initial(initial, names):
    """Return the initial values from a link, without those that cannot be keys."""
    return {
        name: value for name, value in initial.items() if name not in names or are_valid_pks(value)
    }


def are_valid_pks(value):
    values = value if isinstance(value, list) else [value]
    return all(map(is_possible_choice, values))
