"""What the application answers, computed in the threads of a pool, a piece at a time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from itertools import chain
from typing import Any

from tornado.httputil import HTTPHeaders

from portal.server import limits
from portal.server.environ import Environ

Application = Callable[..., Iterable[bytes]]
# Answers to which HTTP knows no body.
WITHOUT_BODY = {204, 304}


@dataclass
class Answer:
    """The answer to one request. Each method may run in another thread, one after the other."""

    application: Application
    environ: Environ
    status: int = 0
    reason: str = ""
    headers: HTTPHeaders = field(default_factory=HTTPHeaders)
    is_complete: bool = False
    result: Iterable[bytes] = ()
    parts: Iterator[bytes] = field(default_factory=lambda: iter(()))

    def begin(self) -> bytes:
        """Call the application; return the first piece of the body."""
        self.result = self.application(self.environ, self.start_response)
        self.parts = iter(self.result)
        # The application may choose the status only now.
        self.parts = chain([next(self.parts, b"")], self.parts)
        if not self.status:
            raise RuntimeError("The application has answered without a status.")
        if self.environ["REQUEST_METHOD"] == "HEAD" or self.status in WITHOUT_BODY:
            self.end()
            return b""
        return self.next_piece()

    def start_response(
        self, status: str, headers: list[tuple[str, str]], exc_info: Any = None
    ) -> None:
        code, _, self.reason = status.partition(" ")
        self.status = int(code)
        self.headers = HTTPHeaders()
        for name, value in headers:
            # Django writes a blank before a cookie.
            self.headers.add(name, value.strip())
        self.headers["Date"] = formatdate(usegmt=True)

    def next_piece(self) -> bytes:
        """Return as much more of the body as is sent at once; `is_complete` tells of the end."""
        pieces, size = [], 0
        for part in self.parts:
            pieces.append(part)
            size += len(part)
            if size >= limits.PIECE_BYTES:
                break
        else:
            self.end()
        return b"".join(pieces)

    def end(self) -> None:
        """Have the application let go of what it holds."""
        if not self.is_complete:
            self.is_complete = True
            close = getattr(self.result, "close", None)
            if close:
                close()
