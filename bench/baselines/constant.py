"""A page that is always the same: what server, middleware and client cost by themselves."""

from django.http import HttpResponse

from bench.visitor import ask

ADDRESS = "/bench/constant/"
# As long as a page of the portal is.
BODY = b"<p>Always the same.</p>" * 1500


def view(request):
    return HttpResponse(BODY)


def prepare() -> None:
    """Nothing to prepare."""


def answer(question: str) -> bytes:
    return ask(ADDRESS, question).content
