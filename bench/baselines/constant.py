"""A constant page: the overhead of server, middleware and client."""

from django.http import HttpResponse

from bench.visitor import fetch

URL = "/bench/constant/"
# As long as a page of the portal.
BODY = b"<p>Always the same.</p>" * 1500


def view(request):
    return HttpResponse(BODY)


def prepare() -> None:
    """Nothing to prepare."""


def answer(question: str) -> bytes:
    return fetch(URL, question).content
