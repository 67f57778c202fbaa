"""Conversion of requests to WSGI environs."""

import sys
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from tornado.httputil import HTTPHeaders, RequestStartLine

Environ = dict[str, Any]
CGI_NAMES = {"CONTENT-TYPE": "CONTENT_TYPE", "CONTENT-LENGTH": "CONTENT_LENGTH"}


class RefusedError(Exception):
    """The request is answered with this status and reason only."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def environ_of(
    line: RequestStartLine, headers: HTTPHeaders, *, address: str, server: Environ
) -> Environ:
    """Return the WSGI environ of the request, without its body.

    `address` is the remote IP address, `server` the result of `server_environ`.
    """
    path, query = parse_target(line.path)
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
        # “X_A” and “X-A” would get the same name, and proxies set the one with hyphens.
        if "_" not in name:
            upper = name.upper()
            environ[CGI_NAMES.get(upper) or f"HTTP_{upper.replace('-', '_')}"] = value
    return environ


def parse_target(target: str) -> tuple[str, str]:
    """Return (path, query) of a path or an absolute URL.

    Raise RefusedError for an invalid URL.
    """
    if not target.startswith("/"):
        try:
            parts = urlsplit(target)
        except ValueError as error:
            raise RefusedError(400, "Bad Request") from error
        return parts.path or "/", parts.query
    path, _, query = target.partition("?")
    return path, query


def server_environ(host: str, port: int) -> Environ:
    """Return the part of the environ that is the same for every request."""
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
