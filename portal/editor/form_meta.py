"""The fields that every editor form sends: the version the page was rendered from, and a comment."""

from portal.content.locking import SaveRequest
from reports.text import clean_text

STALE = (
    "Another editor has saved this report since you opened the page. Your change was not made. "
    "This page shows the current state; check it, then try again."
)
MAX_COMMENT_LENGTH = 1000


def base_version(request):
    return parse_version(request.POST)


def parse_version(data, name="version"):
    """Return the posted version, or -1, which matches no record, if it is not a number."""
    version = data.get(name, "")
    is_number = version.isascii() and version.isdigit() and len(version) < 10
    return int(version) if is_number else -1


def save_request(request):
    comment = clean_text(request.POST.get("comment", "")).strip()[:MAX_COMMENT_LENGTH]
    return SaveRequest(base_version(request), request.user, comment)
