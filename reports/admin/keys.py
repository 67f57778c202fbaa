"""What was sent as a record's key and can be none: looking it up would be a fault of ours."""

from django import forms

NO_RECORD = "0"
# As many digits as every database's keys have room for.
DIGITS = 18


def can_be_key(sent):
    words = str(sent)
    return not words or (words.isascii() and words.isdigit() and len(words) <= DIGITS)


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
        if not all(map(can_be_key, sent)):
            data = data.copy()
            data.setlist(name, [one if can_be_key(one) else NO_RECORD for one in sent])
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
        map(can_be_key, suggested if isinstance(suggested, list) else [suggested])
    )
