"""One request to a server on this machine."""

from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    text: str


def request(port, method, path, *, body=None, headers=None):
    with closing(HTTPConnection("127.0.0.1", port)) as connection:
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode(errors="replace"))
