"""One request and its answer.

The headers are complete when an exchange begins. Who may send how much is asked before a byte of
the body is read; the application is called when all of the body is here, and what it answers is
computed only as fast as it is taken in. So no thread ever waits for a connection.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Protocol, TypeVar

from tornado.http1connection import HTTP1Connection
from tornado.httputil import (
    HTTPHeaders,
    HTTPMessageDelegate,
    RequestStartLine,
    ResponseStartLine,
)
from tornado.iostream import StreamClosedError

from portal.server import limits
from portal.server.answer import WITHOUT_BODY, Answer, Application
from portal.server.environ import Environ, RefusedError, environ_of
from portal.server.unsent import Unsent

logger = logging.getLogger(__name__)

Found = TypeVar("Found")


@dataclass
class Site:
    """What answers: an application, who may send it how many bytes, and the threads it runs in."""

    application: Application
    bytes_allowed: Callable[[Environ], int]
    threads: ThreadPoolExecutor
    server: Environ
    unsent: Unsent = field(default_factory=Unsent)


class Owner(Protocol):
    """Who wants to know how far an exchange is."""

    def begun(self, exchange: "Exchange") -> None: ...
    def ended(self, exchange: "Exchange") -> None: ...


class Exchange(HTTPMessageDelegate):
    """Takes a request in, step by step, and answers it. Tornado calls its public methods."""

    def __init__(self, site: Site, connection: HTTP1Connection, owner: Owner) -> None:
        self.site = site
        self.connection = connection
        self.stream = connection.stream
        self.owner = owner
        self.environ: Environ = {}
        self.body = BytesIO()
        self.allowed = 0
        self.received = 0
        self.has_begun = False
        self.closed = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    async def headers_received(  # type: ignore[override]  # Tornado awaits it
        self, line: RequestStartLine, headers: HTTPHeaders
    ) -> None:
        if self.stream.closed():
            # It was sent along with an earlier request, by somebody who has gone since.
            self.connection.detach()
            return
        self.owner.begun(self)
        try:
            self.environ = self.environ_of(line, headers)
        except RefusedError as refused:
            await self.refuse(refused.status, refused.reason)
            self.owner.ended(self)
            return
        if "Content-Length" in headers or "Transfer-Encoding" in headers:
            await self.prepare_for_body(headers.get("Content-Length"))

    def environ_of(self, line: RequestStartLine, headers: HTTPHeaders) -> Environ:
        refuse_size(line, headers)
        address = getattr(self.connection.context, "remote_ip", "")
        return environ_of(line, headers, address=address, server=self.site.server)

    async def prepare_for_body(self, promised: str | None) -> None:
        """Ask how much may be sent; of what is too much, answer at once or read to throw away."""
        try:
            self.allowed = await self.in_thread(
                lambda: self.site.bytes_allowed(self.environ)
            )
        except Exception:
            logger.exception("Nobody can say how much may be sent: it is nothing.")
        size = length_of(promised, self.allowed)
        if size > limits.DISCARDED_BYTES:
            self.task = asyncio.create_task(self.answer())
            await self.task
            return
        self.connection.set_max_body_size(limits.DISCARDED_BYTES)
        is_allowed = size <= self.allowed
        self.connection.set_body_timeout(
            limits.seconds_for(size) if is_allowed else limits.PATIENCE_SECONDS
        )

    def data_received(self, chunk: bytes) -> None:
        self.received += len(chunk)
        if self.received <= self.allowed:
            self.body.write(chunk)
        else:
            self.body = BytesIO()

    def finish(self) -> None:
        """All of the request is here."""
        self.environ.pop("HTTP_TRANSFER_ENCODING", None)
        if self.received:
            # What has come, whatever was promised; the application refuses what is too much.
            self.environ["CONTENT_LENGTH"] = str(self.received)
        self.body.seek(0)
        self.environ["wsgi.input"] = self.body
        self.task = asyncio.create_task(self.answer())

    def on_connection_close(self) -> None:
        """The request has not come to its end."""
        if self.task is None:
            self.owner.ended(self)

    async def answer(self) -> None:
        answer = Answer(self.site.application, self.environ)
        self.connection.set_close_callback(self.closed.set)
        try:
            await self.send(answer, await self.in_thread(answer.begin))
        except StreamClosedError:
            """The reader has gone, or was too slow."""
        except Exception:
            logger.exception("An answer broke off.")
            await self.break_off()
        finally:
            if not answer.is_complete:
                with suppress(
                    RuntimeError
                ):  # of threads that have ended with the server
                    await self.in_thread(answer.end)
            self.owner.ended(self)

    async def send(self, answer: Answer, piece: bytes) -> None:
        is_whole = answer.is_complete and answer.status not in WITHOUT_BODY
        if is_whole and self.environ["REQUEST_METHOD"] != "HEAD":
            answer.headers["Content-Length"] = str(len(piece))
        line = ResponseStartLine("HTTP/1.1", answer.status, answer.reason)
        self.has_begun = True
        await self.taken_in(
            self.connection.write_headers(line, answer.headers, piece), len(piece)
        )
        while not answer.is_complete:
            piece = await self.in_thread(answer.next_piece)
            if piece:
                await self.taken_in(self.connection.write(piece), len(piece))
        self.connection.finish()
        is_old = self.environ["SERVER_PROTOCOL"] == "HTTP/1.0"
        if is_old and "Content-Length" not in answer.headers:
            self.connection.close()  # by which alone that reader knows the end

    async def taken_in(self, written: asyncio.Future[None], size: int) -> None:
        """Wait until the reader has what was written; raise StreamClosedError if it never has."""
        gone = asyncio.ensure_future(self.closed.wait())
        either: set[asyncio.Future[Any]] = {written, gone}
        self.site.unsent.add(self.stream, size)
        try:
            await asyncio.wait(
                either,
                timeout=limits.seconds_for(size),
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            gone.cancel()
            self.site.unsent.remove(self.stream)
        if not written.done() or self.stream.closed():
            self.connection.close()
            raise StreamClosedError
        written.result()

    async def break_off(self) -> None:
        """Say that the portal has failed; if the answer had begun, its reader sees no end."""
        if self.has_begun:
            self.connection.close()
        else:
            await self.refuse(500, "Internal Server Error")

    async def refuse(self, status: int, reason: str) -> None:
        """Answer without asking the application, and read no further."""
        text = f"{reason}\n".encode()
        headers = HTTPHeaders(
            {
                "Content-Type": "text/plain; charset=utf-8",
                "Content-Length": str(len(text)),
                "Connection": "close",
            }
        )
        line = ResponseStartLine("HTTP/1.1", status, reason)
        with suppress(StreamClosedError):
            written = self.connection.write_headers(line, headers, text)
            await self.taken_in(written, len(text))
            # Else Tornado would say that the request is here, and have it answered.
            self.connection.finish()
        self.connection.close()

    async def in_thread(self, work: Callable[[], Found]) -> Found:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.site.threads, work)


def refuse_size(line: RequestStartLine, headers: HTTPHeaders) -> None:
    if len(line.path) > limits.REQUEST_LINE_BYTES:
        raise RefusedError(414, "URI Too Long")
    size = sum(len(name) + len(value) for name, value in headers.get_all())
    if size > limits.HEADER_BYTES:
        raise RefusedError(431, "Request Header Fields Too Large")


def length_of(promised: str | None, allowed: int) -> int:
    """Return how long a body will be; in chunks it may be as long as is allowed.

    A length that is no number is refused by Tornado, before it reads.
    """
    if promised is None:
        return allowed
    is_number = promised.isascii() and promised.isdigit()
    return int(promised.lstrip("0")[:18] or "0") if is_number else 0
