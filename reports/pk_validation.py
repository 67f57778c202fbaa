"""Validation of submitted primary keys: looking up an impossible one raises an error."""

# Fits the key columns of every database.
MAX_DIGITS = 18


def valid_pk(value) -> bool:
    text = str(value)
    return text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS
