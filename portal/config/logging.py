"""Log records as JSON, one per line, so that line feeds in messages cannot forge records.

structlog writes them, with the request in which they were logged. Client errors, and failures of
database or disk, which every request repeats, are logged with their cause, without a traceback.
Requests are logged by portal/config/access_log.py.
"""

import json
import logging
import re
from datetime import UTC, datetime

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from structlog.processors import JSONRenderer
from structlog.stdlib import ProcessorFormatter

from portal.config.request_record import current_record
from portal.failures.causes import classify_error, root_cause

# Exceptions of Django for malformed or aborted requests.
CLIENT_ERRORS = (
    *(BadRequest, MultiPartParserError, PermissionDenied),
    *(SuspiciousOperation, UnreadablePostError),
)
# Characters. Messages may contain input of any length.
MAX_MESSAGE_LENGTH = 3000
MAX_INPUT_LENGTH = 300
MAX_TRACE_LENGTH = 20_000
# In these lines of its messages, PostgreSQL quotes rows.
QUOTED_ROWS = re.compile(r"^(DETAIL|CONTEXT): .*$", re.MULTILINE)

# Faster than json.dumps, which makes an encoder each time.
to_json = json.JSONEncoder(ensure_ascii=False).encode


class HasCause(logging.Filter):
    """Drop warnings about 4xx responses that no exception caused, such as 404, 405 and 429.

    The access log has a line for each, and crawlers cause many.
    """

    def filter(self, record):
        return bool(record.exc_info) or record.levelno > logging.WARNING


class JsonLines(ProcessorFormatter):
    """The formatter of all loggers."""

    def __init__(self):
        renderer = JSONRenderer(serializer=lambda entry, **options: to_json(entry))
        super().__init__(processors=[describe_record, renderer])


def describe_record(logger, method, event):
    """Return the fields of the line for a log record."""
    record, error = event["_record"], exception_of(event)
    failure = classify_error(error)
    is_client_error = isinstance(error, CLIENT_ERRORS) and failure is None
    max_length = MAX_INPUT_LENGTH if is_request(record) else MAX_MESSAGE_LENGTH
    entry = {
        "at": timestamp(record.created),
        "level": "WARNING" if is_client_error else record.levelname,
        "logger": record.name,
        "message": truncate(without_path(event["event"], record), max_length),
        **request_fields(record),
    }
    if status := getattr(record, "status_code", None):
        entry["status"] = status
    if account := getattr(record, "account", None):
        entry["account"] = account
    if is_client_error:
        entry["cause"] = truncate(f"{type(error).__name__}: {error}", MAX_INPUT_LENGTH)
    elif failure:
        cause = root_cause(error)
        entry["failure"] = failure.value
        entry["cause"] = truncate(
            without_rows(f"{type(cause).__name__}: {cause}"), MAX_MESSAGE_LENGTH
        )
    elif error:
        # The error is at the end of the trace.
        trace = without_rows(logging.Formatter().formatException(event["exc_info"]))
        entry["trace"] = trace[-MAX_TRACE_LENGTH:]
    return entry


def exception_of(event):
    exc_info = event.get("exc_info")
    return exc_info[1] if exc_info else None


def timestamp(seconds):
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def request_fields(record):
    """Return the id, route and account of the current request, if there is one."""
    # Django logs how a request has ended after all middleware.
    current = current_record(getattr(record, "request", None))
    if current is None:
        return {}
    fields = {"request": current.id, "route": current.route}
    return fields | {"account": current.account} if current.account else fields


def is_request(record):
    return hasattr(record, "request")


def without_path(message, record):
    """Return Django's message on a request without the path, which visitors type."""
    path = getattr(getattr(record, "request", None), "path", None)
    return message.removesuffix(f": {path}") if path else message


def without_rows(text):
    return QUOTED_ROWS.sub(r"\1: …", text)


def truncate(text, max_length):
    return text if len(text) <= max_length else f"{text[:max_length]}…"
