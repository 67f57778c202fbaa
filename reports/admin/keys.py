"""Choices that were sent and can be no record's: looking them up would be a fault of ours."""

from django import forms

from reports.keys import can_be_key

NO_RECORD = "0"


def can_be_choice(sent):
    """Say whether a list of choices can send this: a key, or that nothing is chosen."""
    return not str(sent) or can_be_key(sent)


def choices_among(fields):
    return [
        name
        for name, field in fields.items()
        if isinstance(field, forms.ModelChoiceField)
    ]


def with_possible_keys(data, names):
    """Return the data that a form was sent, where what can be no key is no record's."""
    for name in names:
        sent = data.getlist(name)
        if not all(map(can_be_choice, sent)):
            data = data.copy()
            data.setlist(
                name, [one if can_be_choice(one) else NO_RECORD for one in sent]
            )
    return data


def without_impossible(initial, names):
    """Return what a link suggests for a new record, without what can be no key."""
    return {
        name: value
        for name, value in initial.items()
        if name not in names or can_all_be_keys(value)
    }


def can_all_be_keys(suggested):
    return all(
        map(can_be_choice, suggested if isinstance(suggested, list) else [suggested])
    )
