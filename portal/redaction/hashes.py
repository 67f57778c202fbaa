"""Keyed hashes: what is redacted is recognized by them, and cannot be guessed without the secret key."""

import hashlib

from django.utils.crypto import salted_hmac

from portal.redaction.passages import Matcher, Words, has_mask, refuse_masked

SALT = "portal.redaction"
# (number of words, keyed hash)
Hash = tuple[int, str]


def keyed_hash(text: str) -> str:
    """Return 64 hexadecimal digits, which depend on SECRET_KEY."""
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()


def sealed(sha256: str) -> str:
    """Return a keyed hash of a hash: from the latter, short texts could be guessed."""
    return keyed_hash(f"sha256 {sha256}")


def known_hashes(content: bytes) -> tuple[str, str]:
    """Return the hash under which a file is stored, and the one that replaces it if withheld."""
    sha256 = hashlib.sha256(content).hexdigest()
    return sha256, sealed(sha256)


def hash_of(words: Words) -> Hash:
    """Return the hash of a passage. Raises MaskedPassageError."""
    refuse_masked(words)
    return len(words), keyed_hash("words " + " ".join(words))


def matcher_of(hashes: set[Hash]) -> Matcher:
    """Return a matcher that knows the passages by their hashes alone."""
    lengths = sorted({length for length, _ in hashes}, reverse=True)
    return Matcher(tuple(lengths), lambda words: not has_mask(words) and hash_of(words) in hashes)
