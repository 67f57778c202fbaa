"""Middleware for /api/: read-only methods, CORS for every origin, errors as problem documents."""

from django.http import HttpResponse

from portal.api.errors import MEDIA_TYPE, problem_response

PREFIX = "/api/"
METHODS = ("GET", "HEAD", "OPTIONS")
# Every origin may read the API: it is public and uses no credentials.
CORS_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT_HEADERS = {
    "Allow": ", ".join(METHODS),
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def api_middleware(get_response):
    """Restrict methods, add CORS headers, and convert errors to problem documents."""

    def middleware(request):
        if not request.path.startswith(PREFIX):
            return get_response(request)
        if request.method not in METHODS:
            return method_not_allowed()
        response = dispatch(request, get_response)
        for name, value in CORS_HEADERS.items():
            response.headers[name] = value
        return response

    return middleware


def method_not_allowed():
    response = problem_response(405)
    response.headers["Allow"] = ", ".join(METHODS)
    return response


def dispatch(request, get_response):
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=PREFLIGHT_HEADERS)
    method, request.method = request.method, "GET"
    response = get_response(request)
    request.method = method  # the server omits the body for HEAD
    return as_problem(response)


def as_problem(response):
    """Convert an HTML error page to a problem document; return other responses as they are."""
    if response.status_code < 400 or response["Content-Type"] == MEDIA_TYPE:
        return response
    problem = problem_response(response.status_code, getattr(response, "error_message", ""))
    # Django has logged the original with its cause and must not log the copy.
    problem._has_been_logged = getattr(response, "_has_been_logged", False)
    if response.has_header("Retry-After"):
        problem.headers["Retry-After"] = response["Retry-After"]
    return problem
