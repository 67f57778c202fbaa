"""Count imports by their result, for monitoring."""

from collections.abc import Iterator
from contextlib import contextmanager

from portal.content.refusals import SaveRefusedError
from portal.imports.curation_file import CurationFileError
from portal.imports.reimport.policy import ImportRefusedError
from portal.metrics.counters import IMPORTS
from portal.parsing.source import UnreadableError
from reports.publishing import TransitionNotAllowedError

# Errors of a file that is not imported; the message is for the sender.
REFUSALS = (
    CurationFileError,
    ImportRefusedError,
    TransitionNotAllowedError,
    SaveRefusedError,
    UnreadableError,
)


@contextmanager
def counted_import() -> Iterator[None]:
    """Count an import or reimport as imported, refused or failed."""
    result = "failed"
    try:
        yield
        result = "imported"
    except REFUSALS:
        result = "refused"
        raise
    finally:
        IMPORTS.labels(result).inc()
