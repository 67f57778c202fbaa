"""Errors of requests that cannot be carried out."""


class SaveRefusedError(ValueError):
    """The editor's request cannot be carried out; the message says why and what to do."""
