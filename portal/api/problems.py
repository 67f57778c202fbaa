"""How the API says no: RFC 9457 problem documents, the same for every fault."""

from http import HTTPStatus

from django.http import JsonResponse
from ninja import Field, Schema

MEDIA_TYPE = "application/problem+json"
# What every route may answer besides what it was asked for.
STATUSES = frozenset({400, 404, 405, 414, 422, 429, 500, 503, 507})
DETAILS = {
    400: "The address cannot be read: it holds bytes that are no text, or too many parts.",
    404: "There is nothing at this address.",
    405: "The API is read-only: it answers GET, HEAD and OPTIONS.",
    414: "The question is too long. Ask with fewer or shorter filters.",
    429: "Too many requests from your address. Try again in a minute.",
    500: "Something went wrong here. It has been noted.",
    503: "The database or the search index cannot be asked now. Try again in a minute.",
    507: "There is no room left on the disk here. Try again later.",
}
OTHERWISE = "This cannot be answered."


class Reason(Schema):
    parameter: str
    reason: str


class Problem(Schema):
    """Why there is no answer."""

    type: str = Field(description="about:blank: the status says what kind it is.")
    title: str
    status: int
    detail: str
    errors: list[Reason] = Field(
        [], description="Each parameter that cannot be answered, and why."
    )


class RefusedError(Exception):
    """A question that cannot be answered, with the reason of each parameter."""

    def __init__(self, status, reasons):
        super().__init__(status, reasons)
        self.status = status
        self.reasons = reasons


def problem(status, detail="", reasons=()):
    """Return the answer that says no, with a reason for every (parameter, reason)."""
    said = "; ".join(f"{name}: {reason}" for name, reason in reasons)
    return JsonResponse(
        {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail or said or DETAILS.get(status, OTHERWISE),
            "errors": [
                {"parameter": name, "reason": reason} for name, reason in reasons
            ],
        },
        status=status,
        content_type=MEDIA_TYPE,
    )


def refused(request, exception):
    return problem(exception.status, reasons=exception.reasons)


def not_found(request, exception):
    return problem(404, str(exception))


def not_valid(request, exception):
    """Answer a parameter that is outside its bounds."""
    return problem(
        422, reasons=[(place_of(one["loc"]), one["msg"]) for one in exception.errors]
    )


def place_of(location):
    """Return the parameter's name: the last of query, model, name, number of a repeated value."""
    return [part for part in location if isinstance(part, str)][-1]
