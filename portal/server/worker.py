"""The gunicorn worker class."""

import asyncio
import os
import resource
import signal
import time
from concurrent.futures import ThreadPoolExecutor

from django.utils.module_loading import import_string
from gunicorn.workers.base import Worker as BaseWorker

from portal.server import limits
from portal.server.connections import Connections
from portal.server.environ import server_environ
from portal.server.exchange import Site

# Dotted paths: importing them needs the settings, which gunicorn's arbiter does not load.
BYTES_ALLOWED = "portal.config.body_limits.bytes_allowed"
LOG_REFUSAL = "portal.config.access_log.log_refusal"
METRICS = "portal.config.metrics.application"
METRICS_CONNECTIONS = 20
HEARTBEAT_SECONDS = 1
POLL_SECONDS = 0.05


class Worker(BaseWorker):  # type: ignore[misc]  # gunicorn comes without types
    """Serves connections in an event loop, and the application in `--threads` threads."""

    def run(self) -> None:
        asyncio.run(self.serve())

    async def serve(self) -> None:
        stop = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
        if not self.alive:
            # Stopped by gunicorn while it loaded the application.
            stop.set()
        site, metrics = self.site(), self.metrics()
        connections = Connections(site, max_connections=connection_limit())
        measuring = Connections(metrics, max_connections=METRICS_CONNECTIONS)
        # The first address serves the portal, and a second one the metrics.
        connections.add_sockets(self.sockets[:1])
        measuring.add_sockets(self.sockets[1:])
        await self.serve_until(stop, connections)
        connections.close_idle()
        measuring.close_idle()
        await self.wait_for_exchanges(connections)
        for served in (site, metrics):
            served.threads.shutdown(wait=False, cancel_futures=True)

    def site(self) -> Site:
        return Site(
            self.wsgi,
            import_string(BYTES_ALLOWED),
            ThreadPoolExecutor(self.cfg.threads),
            server_environ(*self.cfg.address[0][:2]),
            import_string(LOG_REFUSAL),
        )

    def metrics(self) -> Site:
        """Return the page of the metrics, with a thread of its own: visitors cannot delay it."""
        application, threads = import_string(METRICS), ThreadPoolExecutor(1)
        server = server_environ(*self.cfg.address[-1][:2])
        return Site(application, lambda environ: 0, threads, server)

    async def serve_until(self, stop: asyncio.Event, connections: Connections) -> None:
        while not (stop.is_set() or self.must_stop(connections)):
            self.notify()
            try:
                await asyncio.wait_for(stop.wait(), HEARTBEAT_SECONDS)
            except TimeoutError:
                continue

    def must_stop(self, connections: Connections) -> bool:
        """Return whether the parent has died or the limit of requests is reached."""
        if os.getppid() != self.ppid:
            return True
        # When no exchange is active, or after twice as many requests.
        is_due = connections.requests >= self.max_requests
        is_overdue = connections.requests >= 2 * self.max_requests
        return is_overdue or (is_due and not connections.exchanges)

    async def wait_for_exchanges(self, connections: Connections) -> None:
        """Wait for active exchanges until gunicorn's timeout, and briefly for new connections."""
        start = time.monotonic()
        end = start + self.cfg.graceful_timeout - HEARTBEAT_SECONDS
        new_until = min(end, start + limits.NEW_CONNECTION_SECONDS)
        while (connections.exchanges and time.monotonic() < end) or (
            connections.new_streams and time.monotonic() < new_until
        ):
            self.notify()
            await asyncio.sleep(POLL_SECONDS)


def connection_limit() -> int:
    """Raise the limit of file descriptors; return the number of connections it allows."""
    wanted = limits.CONNECTIONS + limits.RESERVED_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(1, min(limits.CONNECTIONS, soft - limits.RESERVED_FILES))
