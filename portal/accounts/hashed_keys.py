"""Keys of counters: hashes, so that no table has the names and addresses that were typed."""

from django.utils.crypto import salted_hmac


def hash_key(purpose: str, *parts: str) -> str:
    """Return the key; one purpose cannot be linked to another."""
    return salted_hmac(purpose, "\n".join(parts), algorithm="sha256").hexdigest()
