"""The web server around an application of the test's own, in a thread beside it."""

import asyncio
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from portal.server import limits
from portal.server.connections import Connections
from portal.server.environ import of_server
from portal.server.exchange import Site

CLOSE = "Connection: close"
MEGABYTE = 1024 * 1024


def fine(environ, start_response):
    """An application that answers each request with its body."""
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body or b"fine"]


@contextmanager
def served(application=fine, *, allowed=lambda environ: 1000, threads=2, most=None):
    """Serve the application; give its port, and what stands for all connections."""
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        ThreadPoolExecutor(threads) as pool,
        loop_beside() as run,
    ):
        listening.setblocking(False)
        port = listening.getsockname()[1]
        site = Site(application, allowed, pool, of_server("127.0.0.1", port))
        connections = run(begin(site, listening, most or limits.CONNECTIONS))
        yield port, connections
        run(end(connections))


async def begin(site, listening, most):
    connections = Connections(site, most=most)
    connections.add_sockets([listening])
    # For tests that end it on the way.
    connections.loop = asyncio.get_running_loop()
    return connections


async def end(connections):
    connections.stop_waiting()
    await connections.close_all_connections()
    while connections.exchanges:
        await asyncio.sleep(0.01)


@contextmanager
def loop_beside():
    """Give what runs a coroutine in the loop of another thread, and returns its result."""
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
    """Give a connection on which something has been sent."""
    with socket.create_connection(("127.0.0.1", port)) as made:
        made.sendall(sent)
        yield made


def get(path="/", *more, method="GET", version="1.1"):
    lines = (f"{method} {path} HTTP/{version}", "Host: 127.0.0.1", *more, "", "")
    return "\r\n".join(lines).encode()


def post(body, *more, length=None):
    size = len(body) if length is None else length
    return get("/", *more, f"Content-Length: {size}", method="POST") + body


def until_closed(connection):
    """Return all that comes until the server closes the connection."""
    received = b""
    try:
        while more := connection.recv(65536):
            received += more
    except ConnectionResetError:
        """Closed while something that was sent had not been read."""
    return received


def asked(port, sent):
    """Send something, and return all that comes until the server closes the connection."""
    with connected(port, sent) as connection:
        return until_closed(connection)


def body_of(answer):
    return answer.partition(b"\r\n\r\n")[2]


def status_of(answer):
    return int(answer.split(b" ")[1]) if answer else None
