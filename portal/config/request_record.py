"""What log lines say of the request in which they are written: its id, route and account.

Nothing else of a visitor is kept: no address, no path (it may hold a token) and no query.
"""

import re
import threading
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from random import getrandbits

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import Resolver404, resolve

UNMATCHED = "unmatched"
STATIC = "static"
# Ids as proxies make them; any other text could forge what the log says.
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
# Visitors choose paths, so only the routes of short ones are remembered, to save memory.
MAX_REMEMBERED_PATH = 200


@dataclass(slots=True)
class RequestRecord:
    id: str
    request: HttpRequest

    @property
    def route(self) -> str:
        """The name of the URL pattern; a page from the cache was never matched with one."""
        if match := self.request.resolver_match:
            return match.view_name
        path = self.request.path_info
        return remembered_route(path) if len(path) <= MAX_REMEMBERED_PATH else route_of(path)

    @property
    def account(self) -> int | None:
        """The key of the signed-in account, if the session was read; logging never reads it."""
        session = getattr(self.request, "session", None)
        key = (getattr(session, "_session_cache", None) or {}).get(SESSION_KEY)
        return int(key) if key else None


CURRENT: ContextVar[RequestRecord | None] = ContextVar("current request", default=None)


def new_record(request: HttpRequest) -> RequestRecord:
    # Only the id: a record refers to the request, so only the garbage collector would free the two.
    request.log_id = request_id(request.META)
    return RequestRecord(request.log_id, request)


def current_record(request: HttpRequest | None) -> RequestRecord | None:
    """Return the record of the current request, or of `request` after all middleware has ended."""
    if current := CURRENT.get():
        return current
    log_id = getattr(request, "log_id", None)
    return RequestRecord(log_id, request) if request and log_id else None


def request_id(meta: dict[str, str]) -> str:
    """Return the id that a trusted proxy has given the request, or a new one."""
    if settings.TRUSTED_PROXIES:
        given = meta.get("HTTP_X_REQUEST_ID", "")
        if REQUEST_ID.fullmatch(given):
            return given
    return f"{getrandbits(128):032x}"


def route_of(path: str) -> str:
    if path.startswith(settings.STATIC_URL):
        return STATIC
    try:
        return resolve(path).view_name
    except Resolver404:
        return UNMATCHED


remembered_route = lru_cache(maxsize=2000)(route_of)


class QueryCount(threading.local):
    """The number of queries that this thread has made so far."""

    number = 0


QUERIES = QueryCount()


def count_query(execute, sql, params, many, context):
    QUERIES.number += 1
    return execute(sql, params, many, context)


@receiver(connection_created)
def count_queries(sender, connection, **signal):
    """Count for as long as the connection exists: a wrapper for each request would cost more."""
    if count_query not in connection.execute_wrappers:
        connection.execute_wrappers.append(count_query)
