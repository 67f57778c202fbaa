"""What every request under /api/ passes: three methods, any origin, and no answer in HTML that says no."""

from django.http import HttpResponse

from portal.api.problems import MEDIA_TYPE, problem

PREFIX = "/api/"
METHODS = ("GET", "HEAD", "OPTIONS")
# Anybody's page may read what is everybody's; it holds no credentials to be lent.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Allow": ", ".join(METHODS),
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def for_machines(get_response):
    """Let in what reads, whoever's page asks, and answer every fault as a problem document."""

    def middleware(request):
        if not request.path.startswith(PREFIX):
            return get_response(request)
        if request.method not in METHODS:
            return refusal()
        response = answer(request, get_response)
        for name, value in OPEN.items():
            response.headers[name] = value
        return response

    return middleware


def refusal():
    said = problem(405)
    said.headers["Allow"] = ", ".join(METHODS)
    return said


def answer(request, get_response):
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=PREFLIGHT)
    asked, request.method = request.method, "GET"
    response = get_response(request)
    request.method = asked  # the server sends no body to a HEAD
    return said_to_machines(response)


def said_to_machines(response):
    """Return the answer, or the problem document of one that says no in HTML."""
    if response.status_code < 400 or response["Content-Type"] == MEDIA_TYPE:
        return response
    said = problem(response.status_code, getattr(response, "told", ""))
    # What Django has logged with its cause, it would log once more without.
    said._has_been_logged = getattr(response, "_has_been_logged", False)
    if response.has_header("Retry-After"):
        said.headers["Retry-After"] = response["Retry-After"]
    return said
