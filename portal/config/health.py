"""Health checks: liveness and readiness."""

from django.db import DatabaseError, connections
from django.http import HttpResponse, JsonResponse

from portal.replica.condition import CONDITION
from portal.replica.connection import is_configured, reads_replica
from portal.replica.primary import PRIMARY
from portal.status.readiness import CHECKS, failure_reason

NO_STORE = {"Cache-Control": "no-store"}


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

    The checks also load what the first page of a process would have to load. With a replica they ask
    the database that readers read from: without a primary, a machine goes on answering readers.
    """
    results = dict.fromkeys(CHECKS, False) | databases()
    for name, check in CHECKS.items():
        if reason := failure_reason(check):
            content = results | {"reason": reason}
            return JsonResponse(content, status=503, headers=NO_STORE)
        results[name] = True
    return JsonResponse(results, headers=NO_STORE)


def databases():
    """Return which database readers read from and what is wrong with each; nothing without a replica."""
    if not is_configured():
        return {}
    return {
        "readers": "replica" if reads_replica() else "primary",
        "replica": CONDITION.current_problem() or True,
        "primary": PRIMARY.current(connects_to_primary),
    }


def connects_to_primary():
    """Ask through a separate connection: this thread's own may go to the replica."""
    primary = connections.create_connection("default")
    try:
        with primary.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    else:
        return True
    finally:
        primary.close()
