"""The connections of a process and their limit."""

import socket
from collections.abc import Iterable
from typing import cast

from tornado.http1connection import HTTP1Connection
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.iostream import IOStream

from portal.server import limits
from portal.server.exchange import Exchange, Site


class Connections(HTTPServer):
    """Accept connections up to a limit; the oldest one without complete headers makes room.

    Connections with complete headers are never closed for others.
    """

    site: Site
    max_connections: int

    def initialize(self, site: Site, max_connections: int = limits.CONNECTIONS) -> None:  # type: ignore[override]
        super().initialize(
            self,
            chunk_size=limits.CHUNK_BYTES,
            max_header_size=limits.MAX_HEADER_BUFFER_BYTES,
            idle_connection_timeout=limits.HEADER_SECONDS,
        )
        self.site = site
        self.max_connections = max_connections
        self.requests = 0
        self.exchanges: set[Exchange] = set()
        # Streams without complete headers, the oldest first.
        self.waiting: dict[IOStream, None] = {}
        # Those of them without any request yet: their clients would not retry.
        self.new_streams: set[IOStream] = set()
        self.listening: list[socket.socket] = []

    def add_sockets(self, sockets: Iterable[socket.socket]) -> None:
        for listening in sockets:
            self.listening.append(listening)
            IOLoop.current().add_handler(listening, self.accept_one, IOLoop.READ)

    def accept_one(self, listening: socket.socket, events: int) -> None:
        """Accept one connection, and leave others that wait to whichever process is free first.

        Tornado's own handler accepts all of them: one process had 32 connections, and the other none.
        """
        try:
            connection, address = listening.accept()
        except (BlockingIOError, ConnectionAbortedError):
            # Another process was faster, or the client has gone.
            return
        stream = IOStream(
            connection,
            max_buffer_size=self.max_buffer_size,
            read_chunk_size=self.read_chunk_size,
        )
        self.handle_stream(stream, address)

    def stop(self) -> None:
        """Accept no more connections."""
        while self.listening:
            listening = self.listening.pop()
            IOLoop.current().remove_handler(listening)
            listening.close()

    def handle_stream(self, stream: IOStream, address: tuple[str, int]) -> None:
        if len(self.waiting) + len(self.exchanges) >= self.max_connections:
            oldest = next(iter(self.waiting), stream)
            self.waiting.pop(oldest, None)
            oldest.close()
        if not stream.closed():
            self.waiting[stream] = None
            self.new_streams.add(stream)
            super().handle_stream(stream, address)

    def start_request(self, server_conn: object, request_conn: object) -> Exchange:
        connection = cast("HTTP1Connection", request_conn)
        self.waiting[connection.stream] = None
        return Exchange(self.site, connection, self)

    def on_close(self, server_conn: object) -> None:
        stream = cast("HTTP1Connection", server_conn).stream
        self.waiting.pop(stream, None)
        self.new_streams.discard(stream)
        super().on_close(server_conn)

    def exchange_started(self, exchange: Exchange) -> None:
        self.requests += 1
        self.waiting.pop(exchange.stream, None)
        self.new_streams.discard(exchange.stream)
        self.exchanges.add(exchange)

    def exchange_ended(self, exchange: Exchange) -> None:
        self.exchanges.discard(exchange)

    def close_idle(self) -> None:
        """Accept no more connections, and close idle persistent ones."""
        self.stop()
        for stream in self.waiting.keys() - self.new_streams:
            stream.close()
