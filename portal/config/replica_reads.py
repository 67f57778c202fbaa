"""Which database answers a request: readers' pages come from the replica, all else from the primary.

The session cookie decides, valid or not: everybody who has signed in reads what they have just
saved. If one database fails, the request is answered again from the other. Without a replica, none
of this happens.
"""

import logging
from contextlib import nullcontext
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.http import FileResponse

from portal.failures.causes import Failure, classify_error, root_cause
from portal.replica.condition import CONDITION, UNREACHABLE
from portal.replica.connection import ALIAS, is_configured, reading_replica
from portal.replica.primary import PRIMARY
from portal.search.index.source import may_read_replica
from portal.web.private_paths import FOLLOW_STEPS, SIGNED_IN_PATHS

logger = logging.getLogger(__name__)

# A replica refuses writes, and lacks the newest columns for a moment.
FAILURES = {Failure.UNREACHABLE, Failure.READ_ONLY, Failure.SCHEMA_MISMATCH}
# A replica cancels a query that needs rows which the primary has removed.
CANCELLED = "40001"
# These write, or use no database.
OF_PRIMARY = (*SIGNED_IN_PATHS, *FOLLOW_STEPS, "/healthz")


@dataclass
class Attempt:
    """Whether a database failed while it answered."""

    has_failed: bool = False

    def execute(self, execute, sql, params, many, context):
        try:
            return execute(sql, params, many, context)
        except DatabaseError as error:
            is_cancelled = getattr(root_cause(error), "pgcode", "") == CANCELLED
            if is_cancelled or classify_error(error) in FAILURES:
                self.has_failed = True
            raise


def replica_middleware(get_response):
    """Answer readers from the replica, and from the other database if one fails."""
    if not is_configured():
        raise MiddlewareNotUsed

    def middleware(request):
        if not is_for_readers(request):
            return get_response(request)
        *others, last = databases_for(request)
        for alias in others:
            response = answer(alias, request, get_response)
            if response is not None:
                return response
        with reading(last):
            return read_on(last, get_response(request))

    return middleware


def is_for_readers(request):
    return request.method in {"GET", "HEAD"} and not request.path.startswith(OF_PRIMARY)


def databases_for(request):
    """Return the databases in the order in which they are tried."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    prefers_replica = not has_session and may_read_replica()
    return (ALIAS, DEFAULT_DB_ALIAS) if prefers_replica else (DEFAULT_DB_ALIAS, ALIAS)


def answer(alias, request, get_response):
    """Return the response from a database, or None if the other one should be asked."""
    attempt = Attempt()
    with reading(alias):
        if not is_reachable(alias):
            return None
        with connections[DEFAULT_DB_ALIAS].execute_wrapper(attempt.execute):
            response = get_response(request)
    if attempt.has_failed and response.status_code >= 500:
        # Without the path, which may be a search or have a token.
        logger.warning("A request is answered again from the other database.")
        if alias == DEFAULT_DB_ALIAS and PRIMARY.is_reachable:
            PRIMARY.expire()
        return None
    return read_on(alias, response)


def reading(alias):
    return reading_replica() if alias == ALIAS else nullcontext()


def is_reachable(alias):
    """Return whether this thread can use the database, and keep the answer for the next requests."""
    if alias == DEFAULT_DB_ALIAS:
        return PRIMARY.connect(is_connected)
    if not is_connected():
        CONDITION.record(UNREACHABLE)
        return False
    return True


def is_connected():
    """Return whether this thread is connected to the database, after trying to connect."""
    try:
        with connections[DEFAULT_DB_ALIAS].cursor():
            return True
    except DatabaseError:
        return False


def read_on(alias, response):
    """Let a response that is generated later read from the same database."""
    is_file = isinstance(response, FileResponse)
    if alias == ALIAS and response.streaming and not is_file:
        response.streaming_content = chunks_from_replica(response.streaming_content)
    return response


def chunks_from_replica(chunks):
    while True:
        # Each chunk is made by whichever thread is free.
        with reading_replica():
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk
