"""A request's line and headers as WSGI wants them."""

import sys
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from tornado.httputil import HTTPHeaders, RequestStartLine

Environ = dict[str, Any]
PLAIN = {"CONTENT-TYPE": "CONTENT_TYPE", "CONTENT-LENGTH": "CONTENT_LENGTH"}


class RefusedError(Exception):
    """A request that gets this status and reason, and nothing else."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def environ_of(
    line: RequestStartLine, headers: HTTPHeaders, *, address: str, server: Environ
) -> Environ:
    """Return the request as WSGI wants it, without its body.

    `address` is the other end of the connection, `server` what is the same for every request.
    """
    path, query = target_of(line.path)
    environ: Environ = {
        **server,
        "REQUEST_METHOD": line.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path.encode("latin-1")).decode("latin-1"),
        "QUERY_STRING": query,
        "REMOTE_ADDR": address,
        "SERVER_PROTOCOL": line.version,
        "wsgi.input": BytesIO(),
    }
    for name, value in headers.items():
        # A line and a hyphen would become the same name, and a proxy sets the one with hyphens.
        if "_" not in name:
            upper = name.upper()
            environ[PLAIN.get(upper) or f"HTTP_{upper.replace('-', '_')}"] = value
    return environ


def target_of(target: str) -> tuple[str, str]:
    """Return (path, query); proxies may be asked for whole addresses.

    Raises RefusedError for what is no address.
    """
    if not target.startswith("/"):
        try:
            parts = urlsplit(target)
        except ValueError as fault:
            raise RefusedError(400, "Bad Request") from fault
        return parts.path or "/", parts.query
    path, _, query = target.partition("?")
    return path, query


def of_server(host: str, port: int) -> Environ:
    """Return what is the same for every request that comes in at an address."""
    return {
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
