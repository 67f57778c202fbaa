"""What was sent as a record's key and can be none: looking it up would be a fault of ours."""

# As many digits as every database's keys have room for.
DIGITS = 18


def can_be_key(sent) -> bool:
    words = str(sent)
    return words.isascii() and words.isdigit() and len(words) <= DIGITS
