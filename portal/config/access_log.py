"""The access log, one line per request, and what Prometheus counts of requests.

Lines go straight to standard error: the loggers of the standard library take several times as long.
"""

import sys
import time
from functools import cache
from io import FileIO

import structlog
from django.conf import settings
from django.core.signals import got_request_exception
from django.dispatch import receiver
from django.http import FileResponse

from portal.config.logging import timestamp, to_json
from portal.config.request_record import CURRENT, QUERIES, new_record
from portal.failures.causes import classify_error
from portal.metrics.counters import DURATIONS, FAILURES, REQUESTS

STANDARD_ERROR = 2
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
# Of requests that the server answers itself: they are too large or no HTTP.
REFUSED = "refused"
NOT_CACHEABLE = "none"
BUG = "bug"


def to_line(logger, method, event):
    event["message"] = event.pop("event")
    return to_json(event).encode()


def line_logger(file):
    return structlog.wrap_logger(
        structlog.BytesLogger(file),
        processors=[to_line],
        wrapper_class=structlog.make_filtering_bound_logger("info"),
    ).bind()


class AccessLog:
    """Where lines go; tests read them."""

    logger = line_logger(FileIO(STANDARD_ERROR, "wb", closefd=False))


def access_log_middleware(get_response):
    """Log and count each request, and name its id in the answer."""

    def middleware(request):
        started, queries = time.perf_counter(), QUERIES.number
        record = new_record(request)
        token = CURRENT.set(record)
        try:
            response = get_response(request)
        finally:
            CURRENT.reset(token)
        response.headers["X-Request-ID"] = record.id
        queries = QUERIES.number - queries
        if response.streaming and not isinstance(response, FileResponse):
            chunks = iter(response.streaming_content)
            response.streaming_content = watched(
                record, response.status_code, chunks, started, queries
            )
        else:
            log_request(record, response.status_code, time.perf_counter() - started, queries)
        return response

    return middleware


def watched(record, status, chunks, started, queries):
    """Yield the chunks of a streamed answer, each made by a thread of its own; log its end."""
    try:
        while True:
            token, before = CURRENT.set(record), QUERIES.number
            try:
                chunk = next(chunks, None)
            finally:
                CURRENT.reset(token)
                queries += QUERIES.number - before
            if chunk is None:
                return
            yield chunk
    finally:
        log_request(record, status, time.perf_counter() - started, queries)


def log_request(record, status, seconds, queries):
    request, route = record.request, record.route
    source = getattr(request, "answered_from", NOT_CACHEABLE)
    counter, histogram = counters_of(route, status // 100, source)
    counter.inc()
    histogram.observe(seconds)
    if settings.ACCESS_LOG:
        method = request.method if request.method in METHODS else "other"
        account = {"account": record.account} if record.account else {}
        write_line(
            request=record.id,
            **account,
            method=method,
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
            queries=queries,
            source=source,
        )


def write_line(**fields):
    head = {"at": timestamp(time.time()), "level": "INFO", "logger": "access"}
    AccessLog.logger.info("Request", **head, **fields)


@cache
def counters_of(route, status_class, source):
    """Return the counters of a route; there are as many as the site has routes."""
    counter = REQUESTS.labels(route, f"{status_class}xx", source)
    return counter, DURATIONS.labels(route)


def log_refusal(status):
    """Log and count what the server has answered without the site."""
    REQUESTS.labels(REFUSED, f"{status // 100}xx", NOT_CACHEABLE).inc()
    if settings.ACCESS_LOG:
        write_line(method="other", route=REFUSED, status=status)


@receiver(got_request_exception)
def count_failure(sender, **signal):
    failure = classify_error(sys.exc_info()[1])
    FAILURES.labels(failure.value if failure else BUG).inc()
