"""Cheap when nothing changed: what readers hold already is not made again.

The newest row of the change log is the version of all that is public. A page is the same
for everyone, so version and program together say whether a reader's copy still holds.
"""

import hashlib
import logging
from contextlib import suppress
from functools import cache

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language

from portal.compression import SHORTEST, TEXT, compressed, encoding_for
from portal.parameters import are_understood
from portal.search import indexing, opened

logger = logging.getLogger(__name__)

PROGRAM = ("portal", "recommendations", "reports", "templates", "static", "locale")
# Pages that count everything; they are asked for most and change with the version only.
LANDINGS = {
    *("/", "/recommendations/", "/contributions/", "/reports/", "/speakers/"),
    *("/organizations/", "/themes/", "/instruments/"),
}
# What is not for everyone, or says nothing of any report.
APART = (
    "/admin/",
    "/editing/",
    "/accounts/",
    "/healthz",
    "/readyz",
    "/api/v1/openapi.json",
)
# There are as many as readers make pauses in typing.
UNKEPT = {"/search/suggestions/"}
# Parameters that hold what somebody has typed.
TYPED = {"q", "find"}
KEPT_SECONDS = 24 * 60 * 60
LARGEST_KEPT = 100_000


def fresh(get_response):
    """Answer 304 for what the reader has, and from the cache what was made already."""

    def middleware(request):
        newest = indexing.newest_change() if is_public(request) else None
        if newest is None:
            return get_response(request)
        etag = etag_of(request, newest)
        modified = int(newest.at.timestamp())
        # By the time alone it cannot be said: two changes may fall into one second.
        if not asks_for_any(request) and (
            answer := get_conditional_response(request, etag)
        ):
            return marked(answer, etag, modified)
        with opened.one_state() as state:
            state.is_caught_up = is_caught_up()
            # A page made while the index lags behind must not pass for the newest.
            if not state.is_caught_up:
                response = get_response(request)
                response.headers.setdefault("Cache-Control", "no-store")
                return response
            response = kept_or_made(request, etag, get_response)
        if is_same_for_all(response):
            marked(response, etag, modified)
            if asks_for_any(request):
                return get_conditional_response(request, etag, response=response)
        return response

    return middleware


def etag_of(request, newest):
    # With the address: what somebody has of one page says nothing of another, which may be gone.
    address = hashed(request.get_full_path())[:8]
    state = f"{newest.pk}-{newest.token.hex[:12]}-{program()}-{get_language()}"
    return f'W/"{state}-{address}"'


def asks_for_any(request):
    """Say whether a copy of any state will do: that there is a page has to be seen first."""
    return request.headers.get("If-None-Match", "").strip() == "*"


def marked(response, etag, modified):
    """Return the answer with what tells a copy of it from a newer one."""
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(modified)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def is_caught_up():
    """Say whether the index is; an index that cannot be written stops no page."""
    try:
        return indexing.catch_up()
    except Exception:
        logger.exception("The search index could not be brought up to date.")
        return False


def kept_or_made(request, etag, get_response):
    """Return the answer, which is kept for as long as the version lasts.

    All processes share the landing pages. Of others, each keeps those asked for last:
    a link that goes round in a meeting room is opened by everyone in it.
    """
    pages = caches[cache_for(request)]
    encoding = encoding_for(request)
    key = hashed(f"{etag} {encoding} {request.get_full_path()}")
    if found := pages.get(key):
        body, headers = found
        return HttpResponse(body, headers=headers)
    response = get_response(request)
    if is_one_body(response):
        compress(response, encoding)
        if is_to_be_kept(request) and len(response.content) <= LARGEST_KEPT:
            # A full disk stops no page.
            with suppress(OSError):
                pages.set(key, (response.content, dict(response.items())), KEPT_SECONDS)
    return response


def compress(response, encoding):
    # What is the same for all holds no secret that a guess could be compressed with. A file
    # that was received is sent as it is.
    is_page = response.get("Content-Type", "").startswith(TEXT)
    is_file = response.has_header("Content-Disposition")
    if encoding and is_page and not is_file and len(response.content) >= SHORTEST:
        response.content = compressed(response.content, encoding)
        response.headers["Content-Encoding"] = encoding
        response.headers["Content-Length"] = str(len(response.content))


def hashed(text):
    # A cache takes no long keys and not all signs.
    return hashlib.sha256(text.encode()).hexdigest()


def is_one_body(response):
    # What varies with what a reader accepts has several bodies under one address.
    return (
        is_same_for_all(response)
        and not response.streaming
        and not response.has_header("Vary")
    )


def is_to_be_kept(request):
    return request.path not in UNKEPT and are_understood(request)


def cache_for(request):
    """Return which cache a page is for: what somebody makes up pushes out only its like."""
    if request.path in LANDINGS and not request.META.get("QUERY_STRING"):
        return "landings"
    given = [(name, value) for name, values in request.GET.lists() for value in values]
    is_typed = any(name in TYPED or not value for name, value in given)
    return "typed" if is_typed or len(given) > len(set(given)) else "pages"


def is_public(request):
    return request.method in {"GET", "HEAD"} and not request.path.startswith(APART)


def is_same_for_all(response):
    return response.status_code == 200 and "Cookie" not in response.get("Vary", "")


@cache
def program():
    """Return what changes with any file that a page is made of."""
    digest = hashlib.sha256()
    for folder in PROGRAM:
        for path in sorted((settings.BASE_DIR / folder).rglob("*.*")):
            if path.suffix in {".py", ".html", ".css", ".js", ".svg", ".mo"}:
                digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
