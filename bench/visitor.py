"""An in-process HTTP client that runs the middleware."""

from functools import cache

from django.db import close_old_connections, connection
from django.test import Client

LOOPBACK = "127.0.0.1"
OK, NOT_MODIFIED = 200, 304


class UnexpectedStatusError(Exception):
    """The response is not a page; its time would be meaningless."""


@cache
def client() -> Client:
    # One for all requests: each new client loads the middleware again.
    return Client(SERVER_NAME=LOOPBACK)


def fetch(path: str, question: str, **headers: str):
    """Return the response; raise UnexpectedStatusError unless its status is 200 or 304."""
    url = f"{path}?{question}" if question else path
    response = client().get(url, headers=headers)
    if response.status_code not in {OK, NOT_MODIFIED}:
        raise UnexpectedStatusError(f"{url}: status {response.status_code}")
    # As a server does after a request, which the test client does not. Not inside the
    # transaction of a test, which closing would end.
    if not connection.in_atomic_block:
        close_old_connections()
    return response
