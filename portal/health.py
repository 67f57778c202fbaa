"""For whoever watches the server: is it alive, and is it ready to answer."""

import logging

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse

from portal.search import asking

logger = logging.getLogger(__name__)


def answer_first(get_response):
    """Answer the two before anybody asks for the host: a watcher calls by address."""

    def middleware(request):
        view = {"/healthz": alive, "/readyz": ready}.get(request.path)
        return view(request) if view else get_response(request)

    return middleware


def alive(request):
    """The process answers; nothing else is asked."""
    return HttpResponse(
        "alive", content_type="text/plain", headers={"Cache-Control": "no-store"}
    )


def ready(request):
    """200 if the database answers, knows every migration, and the search answers; otherwise 503.

    Says which failed. Whoever waits for it spares the first reader of a process the loading.
    """
    answers = {"database": database_answers()}
    answers["migrations"] = answers["database"] and migrations_applied()
    answers["search"] = answers["migrations"] and search_answers()
    status = 200 if all(answers.values()) else 503
    return JsonResponse(answers, status=status, headers={"Cache-Control": "no-store"})


def database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def migrations_applied():
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def search_answers():
    """Ask as a reader does. What fails is in the log, for whoever sees the 503."""
    try:
        asking.sought("who is ready", "recommendation")
    except Exception:
        logger.exception("The search does not answer.")
        return False
    return True
