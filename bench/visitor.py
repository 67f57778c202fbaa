"""A visitor of the site in this process, through the real middleware."""

from functools import cache

from django.db import close_old_connections, connection
from django.test import Client

LOOPBACK = "127.0.0.1"
OK, NOT_MODIFIED = 200, 304


class AnswerError(Exception):
    """Something else than a page came; its time would say nothing."""


@cache
def client() -> Client:
    # One for all: a new one would build the middleware anew at every question.
    return Client(SERVER_NAME=LOOPBACK)


def ask(address: str, question: str, **headers: str):
    """Return the answer; raise AnswerError unless it is a page, or the word that it is unchanged."""
    whole = f"{address}?{question}" if question else address
    response = client().get(whole, headers=headers)
    if response.status_code not in {OK, NOT_MODIFIED}:
        raise AnswerError(f"{whole}: status {response.status_code}")
    # The test client keeps the connection, a server closes it after every request.
    # Inside a transaction, which only a test holds around it, closing would end that too.
    if not connection.in_atomic_block:
        close_old_connections()
    return response
