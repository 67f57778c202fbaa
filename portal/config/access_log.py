"""Log and count each request: route, account, duration and queries, but nothing that was typed."""

import sys
import time

from django.core.signals import got_request_exception
from django.dispatch import receiver
from django.http import FileResponse

from portal.config.finished_requests import WRITER, FinishedRequest
from portal.config.request_record import CURRENT, QUERIES, new_record
from portal.failures.causes import classify_error
from portal.metrics.counters import FAILURES

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
OTHER = "other"
# For requests that the server answers itself, because they are too large or not HTTP.
REFUSED = "refused"
NOT_CACHEABLE = "none"
BUG = "bug"


def access_log_middleware(get_response):
    """Log and count each request, and send its id in the header X-Request-ID."""

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
            parts = iter(response.streaming_content)
            response.streaming_content = watched(
                record, response.status_code, parts, started, queries
            )
        else:
            log_request(record, response.status_code, time.perf_counter() - started, queries)
        return response

    return middleware


def watched(record, status, parts, started, queries):
    """Yield the parts of a streamed response, and log the request at the end.

    Different threads may produce the parts.
    """
    try:
        while True:
            token, before = CURRENT.set(record), QUERIES.number
            try:
                part = next(parts, None)
            finally:
                CURRENT.reset(token)
                queries += QUERIES.number - before
            if part is None:
                return
            yield part
    finally:
        log_request(record, status, time.perf_counter() - started, queries)


def log_request(record, status, seconds, queries):
    request = record.request
    method = request.method if request.method in METHODS else OTHER
    source = getattr(request, "answered_from", NOT_CACHEABLE)
    WRITER.add(
        FinishedRequest(
            *(time.time(), record.id, record.account, method, record.route),
            *(status, seconds, queries, source),
        )
    )


def log_refusal(status):
    """Log and count a request that the server has refused without calling the site."""
    WRITER.add(
        FinishedRequest(time.time(), "", None, OTHER, REFUSED, status, 0.0, 0, NOT_CACHEABLE)
    )


@receiver(got_request_exception)
def count_failure(sender, **signal):
    failure = classify_error(sys.exc_info()[1])
    FAILURES.labels(failure.value if failure else BUG).inc()
