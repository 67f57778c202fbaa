"""One JSON object a line: a line feed in what is logged cannot forge another line.

What a visitor sends wrong is the visitor's fault: a line that names the cause, and no trace. So is
a failure of database or disk, which every request would repeat.
"""

import json
import logging
from datetime import UTC, datetime

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from portal.failures import failure_of, root_of

# What Django raises for a request that nobody can mean, or that broke off.
VISITORS = (
    *(BadRequest, MultiPartParserError, PermissionDenied),
    *(SuspiciousOperation, UnreadablePostError),
)
# Characters. What is logged may hold what a visitor sent, which may be long.
LONGEST_MESSAGE = 3000
LONGEST_SENT = 300
LONGEST_TRACE = 20_000


class JsonLines(logging.Formatter):
    def format(self, record):
        error = record.exc_info[1] if record.exc_info else None
        failure = failure_of(error)
        is_visitors = isinstance(error, VISITORS) and failure is None
        longest = LONGEST_SENT if is_request(record) else LONGEST_MESSAGE
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": "WARNING" if is_visitors else record.levelname,
            "logger": record.name,
            "message": cut(record.getMessage(), longest),
        }
        if status := getattr(record, "status_code", None):
            entry["status"] = status
        if is_visitors:
            entry["cause"] = cut(f"{type(error).__name__}: {error}", LONGEST_SENT)
        elif failure:
            cause = root_of(error)
            entry["failure"] = failure.value
            entry["cause"] = cut(f"{type(cause).__name__}: {cause}", LONGEST_MESSAGE)
        elif record.exc_info:
            # What went wrong stands at its end.
            entry["trace"] = self.formatException(record.exc_info)[-LONGEST_TRACE:]
        return json.dumps(entry, ensure_ascii=False)


def is_request(record):
    return hasattr(record, "request")


def cut(text, longest):
    return text if len(text) <= longest else f"{text[:longest]}…"
