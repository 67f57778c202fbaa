"""Log records as JSON, one per line, so that line feeds in messages cannot forge records.

Client errors, and failures of database or disk, which every request repeats, are logged with
their cause, without a traceback.
"""

import json
import logging
from datetime import UTC, datetime

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError

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


class JsonLines(logging.Formatter):
    def format(self, record):
        error = record.exc_info[1] if record.exc_info else None
        failure = classify_error(error)
        is_client_error = isinstance(error, CLIENT_ERRORS) and failure is None
        max_length = MAX_INPUT_LENGTH if is_request(record) else MAX_MESSAGE_LENGTH
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": "WARNING" if is_client_error else record.levelname,
            "logger": record.name,
            "message": truncate(record.getMessage(), max_length),
        }
        if status := getattr(record, "status_code", None):
            entry["status"] = status
        if is_client_error:
            entry["cause"] = truncate(f"{type(error).__name__}: {error}", MAX_INPUT_LENGTH)
        elif failure:
            cause = root_cause(error)
            entry["failure"] = failure.value
            entry["cause"] = truncate(f"{type(cause).__name__}: {cause}", MAX_MESSAGE_LENGTH)
        elif record.exc_info:
            # The error is at the end of the trace.
            entry["trace"] = self.formatException(record.exc_info)[-MAX_TRACE_LENGTH:]
        return json.dumps(entry, ensure_ascii=False)


def is_request(record):
    return hasattr(record, "request")


def truncate(text, max_length):
    return text if len(text) <= max_length else f"{text[:max_length]}…"
