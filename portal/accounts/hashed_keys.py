"""Hashed keys of counters, so that no table has the names and addresses that were typed."""

from django.utils.crypto import salted_hmac


def hash_key(purpose: str, *parts: str) -> str:
    """Return the key; keys of different purposes cannot be linked to each other."""
    return salted_hmac(purpose, "\n".join(parts), algorithm="sha256").hexdigest()
