"""Health checks: liveness and readiness."""

import logging

from django.db import connection
from django.http import HttpResponse, JsonResponse

from portal.config import schema_check
from portal.failures.causes import classify_error
from portal.search import engine, facets
from portal.search.index import integrity, reader, writer
from portal.search.query import rewrite

logger = logging.getLogger(__name__)
NO_STORE = {"Cache-Control": "no-store"}
KINDS = ("recommendation", "statement", "report")


def health_middleware(get_response):
    """Answer health checks before the host is validated: monitoring calls by IP address."""

    def middleware(request):
        view = {"/healthz": alive, "/readyz": ready}.get(request.path)
        return view(request) if view else get_response(request)

    return middleware


def alive(request):
    """Answer 200 without any check."""
    return HttpResponse("alive", content_type="text/plain", headers=NO_STORE)


def ready(request):
    """Answer 200 if all checks pass, otherwise 503 with the first failure.

    The checks also load what the first page of a process would have to load.
    """
    results = dict.fromkeys(CHECKS, False)
    for name, check in CHECKS.items():
        if reason := failure_reason(check):
            content = results | {"reason": reason}
            return JsonResponse(content, status=503, headers=NO_STORE)
        results[name] = True
    return JsonResponse(results, headers=NO_STORE)


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
