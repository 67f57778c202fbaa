"""A response of the application, generated chunk by chunk in threads of a pool."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from itertools import chain
from typing import Any

from tornado.httputil import HTTPHeaders

from portal.server import limits
from portal.server.environ import Environ

Application = Callable[..., Iterable[bytes]]
# Responses that have no body in HTTP.
BODILESS_STATUSES = {204, 304}


@dataclass
class Response:
    """The response to one request. Methods may run in different threads, never concurrently."""

    application: Application
    environ: Environ
    status: int = 0
    reason: str = ""
    headers: HTTPHeaders = field(default_factory=HTTPHeaders)
    is_complete: bool = False
    result: Iterable[bytes] = ()
    parts: Iterator[bytes] = field(default_factory=lambda: iter(()))

    def begin(self) -> bytes:
        """Call the application; return the first chunk of the body."""
        self.result = self.application(self.environ, self.start_response)
        self.parts = iter(self.result)
        # The application may call start_response as late as with the first part.
        self.parts = chain([next(self.parts, b"")], self.parts)
        if not self.status:
            raise RuntimeError("The application has answered without a status.")
        if self.environ["REQUEST_METHOD"] == "HEAD" or self.status in BODILESS_STATUSES:
            self.close()
            return b""
        return self.next_chunk()

    def start_response(
        self, status: str, headers: list[tuple[str, str]], exc_info: Any = None
    ) -> None:
        code, _, self.reason = status.partition(" ")
        self.status = int(code)
        self.headers = HTTPHeaders()
        for name, value in headers:
            # Django puts a space before cookies.
            self.headers.add(name, value.strip())
        self.headers["Date"] = formatdate(usegmt=True)

    def next_chunk(self) -> bytes:
        """Return the next chunk of the body; `is_complete` is set after the last one."""
        chunk, size = [], 0
        for part in self.parts:
            chunk.append(part)
            size += len(part)
            if size >= limits.CHUNK_BYTES:
                break
        else:
            self.close()
        return b"".join(chunk)

    def close(self) -> None:
        """Call `close` of the application's iterable, once."""
        if not self.is_complete:
            self.is_complete = True
            close = getattr(self.result, "close", None)
            if close:
                close()
