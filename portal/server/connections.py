"""All connections of a process, and how many there may be."""

from typing import cast

from tornado.http1connection import HTTP1Connection
from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream

from portal.server import limits
from portal.server.exchange import Exchange, Site


class Connections(HTTPServer):
    """Accepts connections up to a number; the one that has waited longest makes room.

    What has sent all its headers is never cut off for it: a connection that only waits costs
    others nothing but its place.
    """

    site: Site
    most: int

    def initialize(self, site: Site, most: int = limits.CONNECTIONS) -> None:  # type: ignore[override]
        super().initialize(
            self,
            chunk_size=limits.PIECE_BYTES,
            max_header_size=limits.UNREADABLE_HEADER_BYTES,
            idle_connection_timeout=limits.HEADER_SECONDS,
        )
        self.site = site
        self.most = most
        self.requests = 0
        self.exchanges: set[Exchange] = set()
        # Those whose headers are not there yet, the oldest first.
        self.waiting: dict[IOStream, None] = {}
        # Those of them on which nothing was ever answered: who opened one will not try again.
        self.fresh: set[IOStream] = set()

    def handle_stream(self, stream: IOStream, address: tuple[str, int]) -> None:
        if len(self.waiting) + len(self.exchanges) >= self.most:
            oldest = next(iter(self.waiting), stream)
            self.waiting.pop(oldest, None)
            oldest.close()
        if not stream.closed():
            self.waiting[stream] = None
            self.fresh.add(stream)
            super().handle_stream(stream, address)

    def start_request(self, server_conn: object, request_conn: object) -> Exchange:
        connection = cast("HTTP1Connection", request_conn)
        self.waiting[connection.stream] = None
        return Exchange(self.site, connection, self)

    def on_close(self, server_conn: object) -> None:
        stream = cast("HTTP1Connection", server_conn).stream
        self.waiting.pop(stream, None)
        self.fresh.discard(stream)
        super().on_close(server_conn)

    def begun(self, exchange: Exchange) -> None:
        self.requests += 1
        self.waiting.pop(exchange.stream, None)
        self.fresh.discard(exchange.stream)
        self.exchanges.add(exchange)

    def ended(self, exchange: Exchange) -> None:
        self.exchanges.discard(exchange)

    def stop_waiting(self) -> None:
        """Accept nothing more, and close what was answered and asks for nothing more."""
        self.stop()
        for stream in self.waiting.keys() - self.fresh:
            stream.close()
