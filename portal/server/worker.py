"""A process of the server, as gunicorn starts, watches and ends it."""

import asyncio
import os
import resource
import signal
import time
from concurrent.futures import ThreadPoolExecutor

from django.utils.module_loading import import_string
from gunicorn.workers.base import Worker as Process

from portal.server import limits
from portal.server.connections import Connections
from portal.server.environ import of_server
from portal.server.exchange import Site

# By name: it needs the settings, which the process that minds the others does not load.
BYTES_ALLOWED = "portal.bodies.bytes_allowed"
BEAT_SECONDS = 1
POLL_SECONDS = 0.05


class Worker(Process):  # type: ignore[misc]  # gunicorn comes without types
    """Waits for connections in one thread and answers in `--threads` others."""

    def run(self) -> None:
        asyncio.run(self.serve())

    async def serve(self) -> None:
        stopped = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
        if not self.alive:
            # It was told to end while it loaded the application.
            stopped.set()
        host, port = self.cfg.address[0][:2]
        threads = ThreadPoolExecutor(self.cfg.threads)
        server = of_server(host, port)
        site = Site(self.wsgi, import_string(BYTES_ALLOWED), threads, server)
        connections = Connections(site, most=most_connections())
        connections.add_sockets(self.sockets)
        await self.serve_until(stopped, connections)
        connections.stop_waiting()
        await self.let_end(connections)
        threads.shutdown(wait=False, cancel_futures=True)

    async def serve_until(
        self, stopped: asyncio.Event, connections: Connections
    ) -> None:
        while not (stopped.is_set() or self.is_over(connections)):
            self.notify()
            try:
                await asyncio.wait_for(stopped.wait(), BEAT_SECONDS)
            except TimeoutError:
                continue

    def is_over(self, connections: Connections) -> bool:
        """Say whether this process has lost its parent, or made room for a new one."""
        if os.getppid() != self.ppid:
            return True
        # At a moment in which nobody is answered; or else after twice as many.
        is_due = connections.requests >= self.max_requests
        is_overdue = connections.requests >= 2 * self.max_requests
        return is_overdue or (is_due and not connections.exchanges)

    async def let_end(self, connections: Connections) -> None:
        """Wait for requests that are on their way, and for answers that have begun.

        For the latter as long as gunicorn waits for this process.
        """
        begun = time.monotonic()
        end = begun + self.cfg.graceful_timeout - BEAT_SECONDS
        fresh_until = min(end, begun + limits.FRESH_SECONDS)
        while (connections.exchanges and time.monotonic() < end) or (
            connections.fresh and time.monotonic() < fresh_until
        ):
            self.notify()
            await asyncio.sleep(POLL_SECONDS)


def most_connections() -> int:
    """Return how many connections the system lets the process have, up to our own limit."""
    wanted = limits.CONNECTIONS + limits.OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(1, min(limits.CONNECTIONS, soft - limits.OTHER_FILES))
