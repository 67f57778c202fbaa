"""Whether the portal can answer: the checks of /readyz and of the status page."""

import logging

from django.db import connection

from portal.failures.causes import classify_error
from portal.search import engine, facets
from portal.search.index import integrity, reader, writer
from portal.search.query import rewrite
from portal.status import schema_check

logger = logging.getLogger(__name__)
KINDS = ("recommendation", "statement", "report")


def failure_reason(check):
    """Return why a check fails, or an empty string; unexpected errors are logged."""
    try:
        return check()
    except Exception as error:
        logger.exception("The portal is not ready.")
        failure = classify_error(error)
        return failure.value if failure else "it does not respond: see the log"


def database_failure():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def schema_failure():
    missing, unknown = schema_check.migrations()
    if missing:
        return f"not migrated: {missing[0]}"
    if unknown:
        return f"migrated by a newer version: {unknown[0]}"
    if columns := schema_check.missing_columns():
        return f"no such column: {columns[0]}"
    return ""


def search_failure():
    """Verify the files of the index, then run each kind of query of the pages."""
    if integrity.damaged_files(writer.index_folder()):
        # The next query rebuilds the index.
        reader.LATEST.snapshot = None
    writer.catch_up()
    with reader.pinned_snapshot():
        rewrite.rewrite_query("who is ready", "recommendation")
        for kind in KINDS:
            question = engine.SearchQuery(kind, sort=engine.NEWEST)
            engine.search(question, limit=1)
            facets.facet_counts(question, ["report", "year"])
    state = writer.stored_state()
    if state is None or (state.after_damage and not state.is_complete):
        return "the search index was damaged and is being rebuilt"
    return ""


# In this order: each depends on those before it.
CHECKS = {
    "database": database_failure,
    "migrations": schema_failure,
    "search": search_failure,
}
