"""The web server around a test application, in a thread of its own."""

import asyncio
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from portal.server import limits
from portal.server.connections import Connections
from portal.server.environ import server_environ
from portal.server.exchange import Site

CLOSE = "Connection: close"
MEGABYTE = 1024 * 1024


def fine(environ, start_response):
    """An application that answers each request with the body of the request."""
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body or b"fine"]


@contextmanager
def served(application=fine, *, allowed=lambda environ: 1000, threads=2, most=None):
    """Serve the application; yield its port and its Connections."""
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        ThreadPoolExecutor(threads) as pool,
        loop_beside() as run,
    ):
        listening.setblocking(False)
        port = listening.getsockname()[1]
        site = Site(application, allowed, pool, server_environ("127.0.0.1", port))
        connections = run(begin(site, listening, most or limits.CONNECTIONS))
        yield port, connections
        run(end(connections))


async def begin(site, listening, most):
    connections = Connections(site, max_connections=most)
    connections.add_sockets([listening])
    # For tests that close connections in between.
    connections.loop = asyncio.get_running_loop()
    return connections


async def end(connections):
    connections.close_idle()
    await connections.close_all_connections()
    while connections.exchanges:
        await asyncio.sleep(0.01)


@contextmanager
def loop_beside():
    """Yield a function that runs a coroutine in the loop of another thread."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield lambda work: asyncio.run_coroutine_threadsafe(work, loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def connected(port, sent=b""):
    """Yield a connection on which the bytes have been sent."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(sent)
        yield connection


def get(path="/", *more, method="GET", version="1.1"):
    lines = (f"{method} {path} HTTP/{version}", "Host: 127.0.0.1", *more, "", "")
    return "\r\n".join(lines).encode()


def post(body, *more, length=None):
    size = len(body) if length is None else length
    return get("/", *more, f"Content-Length: {size}", method="POST") + body


def until_closed(connection):
    """Return all bytes received until the server closes the connection."""
    received = b""
    try:
        while more := connection.recv(65536):
            received += more
    except ConnectionResetError:
        """The server closed the connection before it had read all that was sent."""
    return received


def send_request(port, sent):
    """Send the bytes; return all bytes received until the server closes the connection."""
    with connected(port, sent) as connection:
        return until_closed(connection)


def body_of(answer):
    return answer.partition(b"\r\n\r\n")[2]


def status_of(answer):
    return int(answer.split(b" ")[1]) if answer else None
