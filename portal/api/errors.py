"""Error responses of the API: RFC 9457 problem documents."""

from http import HTTPStatus

from django.http import JsonResponse
from ninja import Field, Schema

MEDIA_TYPE = "application/problem+json"
# Error statuses that every route may return.
STATUSES = frozenset({400, 404, 405, 414, 422, 429, 500, 503, 507})
DETAILS = {
    400: "The address is not valid: it contains bytes that are not text, or too many parts.",
    404: "There is nothing at this address.",
    405: "The API is read-only: it accepts GET, HEAD and OPTIONS.",
    414: "The query is too long. Use fewer or shorter filters.",
    429: "Too many requests from your address. Try again in a minute.",
    500: "Something went wrong on our side and was logged.",
    503: "The database or the search index is unavailable. Try again in a minute.",
    507: "The server’s disk is full. Try again later.",
}
DEFAULT_DETAIL = "This request cannot be answered."


class Reason(Schema):
    parameter: str
    reason: str


class Problem(Schema):
    """An RFC 9457 problem document."""

    type: str = Field(description="about:blank: the status gives the kind of problem.")
    title: str
    status: int
    detail: str
    errors: list[Reason] = Field([], description="Each invalid parameter, with the reason.")


class BadQueryError(Exception):
    """A request with invalid parameters; `reasons` are (parameter, reason) pairs."""

    def __init__(self, status, reasons):
        super().__init__(status, reasons)
        self.status = status
        self.reasons = reasons


def problem_response(status, detail="", reasons=()):
    """Return a problem document; `reasons` are (parameter, reason) pairs."""
    joined_reasons = "; ".join(f"{name}: {reason}" for name, reason in reasons)
    return JsonResponse(
        {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail or joined_reasons or DETAILS.get(status, DEFAULT_DETAIL),
            "errors": [{"parameter": name, "reason": reason} for name, reason in reasons],
        },
        status=status,
        content_type=MEDIA_TYPE,
    )


def handle_bad_query(request, exception):
    return problem_response(exception.status, reasons=exception.reasons)


def handle_not_found(request, exception):
    return problem_response(404, str(exception))


def handle_validation_error(request, exception):
    """Answer 422 for parameters outside their bounds."""
    return problem_response(
        422,
        reasons=[(parameter_name(error["loc"]), error["msg"]) for error in exception.errors],
    )


def parameter_name(location):
    """Return the parameter's name from ("query", model, name[, index of a repeated value])."""
    return [part for part in location if isinstance(part, str)][-1]
