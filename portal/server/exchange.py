"""One request and its response.

An exchange begins with the complete headers. The allowed size is determined before the body is
read; the application is called after the complete body has arrived, and its response is generated
only as fast as it is sent. So no thread ever waits for a connection.
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
from portal.server.answer import BODILESS_STATUSES, Application, Response
from portal.server.environ import Environ, RefusedError, environ_of
from portal.server.unsent import UnsentBytes

logger = logging.getLogger(__name__)

Result = TypeVar("Result")


def tell_nobody(status: int) -> None:
    """Ignore a refusal."""


@dataclass
class Site:
    """The application, the limits of its request bodies, and its threads."""

    application: Application
    bytes_allowed: Callable[[Environ], int]
    threads: ThreadPoolExecutor
    server: Environ
    # Called with the status of each request that the application never sees.
    log_refusal: Callable[[int], None] = tell_nobody
    unsent: UnsentBytes = field(default_factory=UnsentBytes)


class Owner(Protocol):
    """The observer of an exchange."""

    def exchange_started(self, exchange: "Exchange") -> None: ...
    def exchange_ended(self, exchange: "Exchange") -> None: ...


class Exchange(HTTPMessageDelegate):
    """Receives a request and answers it. Tornado calls the methods of the delegate."""

    def __init__(self, site: Site, connection: HTTP1Connection, owner: Owner) -> None:
        self.site = site
        self.connection = connection
        self.stream = connection.stream
        self.owner = owner
        self.environ: Environ = {}
        self.body = BytesIO()
        self.allowed = 0
        self.received = 0
        self.has_started = False
        self.closed = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    async def headers_received(  # type: ignore[override]  # Tornado awaits it
        self, line: RequestStartLine, headers: HTTPHeaders
    ) -> None:
        if self.stream.closed():
            # A pipelined request of a client that has disconnected.
            self.connection.detach()
            return
        self.owner.exchange_started(self)
        try:
            self.environ = self.environ_of(line, headers)
        except RefusedError as refused:
            await self.refuse(refused.status, refused.reason)
            self.owner.exchange_ended(self)
            return
        if "Content-Length" in headers or "Transfer-Encoding" in headers:
            await self.prepare_for_body(headers.get("Content-Length"))

    def environ_of(self, line: RequestStartLine, headers: HTTPHeaders) -> Environ:
        check_size(line, headers)
        address = getattr(self.connection.context, "remote_ip", "")
        return environ_of(line, headers, address=address, server=self.site.server)

    async def prepare_for_body(self, declared: str | None) -> None:
        """Determine the allowed size; answer at once if the body is too large to discard."""
        try:
            self.allowed = await self.in_thread(lambda: self.site.bytes_allowed(self.environ))
        except Exception:
            logger.exception("The limit of the body is unknown, so it is 0.")
        size = body_length(declared, self.allowed)
        if size > limits.MAX_DISCARDED_BYTES:
            self.task = asyncio.create_task(self.respond())
            await self.task
            return
        self.connection.set_max_body_size(limits.MAX_DISCARDED_BYTES)
        is_allowed = size <= self.allowed
        self.connection.set_body_timeout(
            limits.deadline_seconds(size) if is_allowed else limits.TRANSFER_SECONDS
        )

    def data_received(self, chunk: bytes) -> None:
        self.received += len(chunk)
        if self.received <= self.allowed:
            self.body.write(chunk)
        else:
            self.body = BytesIO()

    def finish(self) -> None:
        """Handle the complete request."""
        self.environ.pop("HTTP_TRANSFER_ENCODING", None)
        if self.received:
            # The received length, not the declared one; the application refuses what is too large.
            self.environ["CONTENT_LENGTH"] = str(self.received)
        self.body.seek(0)
        self.environ["wsgi.input"] = self.body
        self.task = asyncio.create_task(self.respond())

    def on_connection_close(self) -> None:
        """Handle the end of a connection before the complete request."""
        if self.task is None:
            self.owner.exchange_ended(self)

    async def respond(self) -> None:
        response = Response(self.site.application, self.environ)
        self.connection.set_close_callback(self.closed.set)
        try:
            await self.send(response, await self.in_thread(response.begin))
        except StreamClosedError:
            """The client has disconnected, or was too slow."""
        except Exception:
            logger.exception("A response was interrupted.")
            await self.abort()
        finally:
            if not response.is_complete:
                # RuntimeError: the thread pool has been shut down.
                with suppress(RuntimeError):
                    await self.in_thread(response.close)
            self.owner.exchange_ended(self)

    async def send(self, response: Response, chunk: bytes) -> None:
        is_whole = response.is_complete and response.status not in BODILESS_STATUSES
        if is_whole and self.environ["REQUEST_METHOD"] != "HEAD":
            response.headers["Content-Length"] = str(len(chunk))
        line = ResponseStartLine("HTTP/1.1", response.status, response.reason)
        self.has_started = True
        await self.wait_sent(
            self.connection.write_headers(line, response.headers, chunk), len(chunk)
        )
        while not response.is_complete:
            chunk = await self.in_thread(response.next_chunk)
            if chunk:
                await self.wait_sent(self.connection.write(chunk), len(chunk))
        self.connection.finish()
        is_old = self.environ["SERVER_PROTOCOL"] == "HTTP/1.0"
        if is_old and "Content-Length" not in response.headers:
            self.connection.close()  # marks the end of the body in HTTP/1.0

    async def wait_sent(self, write: asyncio.Future[None], size: int) -> None:
        """Wait until the bytes are sent; raise StreamClosedError on disconnect or timeout."""
        closed = asyncio.ensure_future(self.closed.wait())
        either: set[asyncio.Future[Any]] = {write, closed}
        self.site.unsent.add(self.stream, size)
        try:
            await asyncio.wait(
                either,
                timeout=limits.deadline_seconds(size),
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            closed.cancel()
            self.site.unsent.remove(self.stream)
        if not write.done() or self.stream.closed():
            self.connection.close()
            raise StreamClosedError
        write.result()

    async def abort(self) -> None:
        """Answer 500, or close the connection if the response has started."""
        if self.has_started:
            self.connection.close()
        else:
            await self.refuse(500, "Internal Server Error")

    async def refuse(self, status: int, reason: str) -> None:
        """Answer without the application, and close the connection."""
        self.site.log_refusal(status)
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
            write = self.connection.write_headers(line, headers, text)
            await self.wait_sent(write, len(text))
            # Otherwise Tornado would call `finish` of the delegate.
            self.connection.finish()
        self.connection.close()

    async def in_thread(self, work: Callable[[], Result]) -> Result:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.site.threads, work)


def check_size(line: RequestStartLine, headers: HTTPHeaders) -> None:
    if len(line.path) > limits.REQUEST_LINE_BYTES:
        raise RefusedError(414, "URI Too Long")
    size = sum(len(name) + len(value) for name, value in headers.get_all())
    if size > limits.HEADER_BYTES:
        raise RefusedError(431, "Request Header Fields Too Large")


def body_length(declared: str | None, allowed: int) -> int:
    """Return the declared length of a body; a chunked body counts as the allowed length.

    Tornado refuses invalid lengths before it reads.
    """
    if declared is None:
        return allowed
    is_number = declared.isascii() and declared.isdigit()
    return int(declared.lstrip("0")[:18] or "0") if is_number else 0
