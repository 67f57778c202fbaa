"""Health checks: liveness and readiness."""

from django.http import HttpResponse, JsonResponse

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

    The checks also load what the first page of a process would have to load.
    """
    results = dict.fromkeys(CHECKS, False)
    for name, check in CHECKS.items():
        if reason := failure_reason(check):
            content = results | {"reason": reason}
            return JsonResponse(content, status=503, headers=NO_STORE)
        results[name] = True
    return JsonResponse(results, headers=NO_STORE)
