"""HTTP caching of public pages: conditional requests and a page cache.

The newest row of the change log is the version of all public content. A page is the same for
everyone, so that version and the fingerprint of the code form its ETag.
"""

import hashlib
import logging
import re
from contextlib import suppress
from functools import cache, lru_cache
from http import HTTPStatus

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language

from portal.config.compression import MIN_LENGTH, TEXT_TYPES, compress_body, encoding_for
from portal.search.archive import archive_index, moments
from portal.search.index import reader, writer
from portal.search.index.newest_change import newest_change
from portal.search.models import ArchiveRun
from portal.web.private_paths import FOLLOW_STEPS
from portal.web.provisional import is_provisional, set_provisional
from portal.web.query_parameters import all_known
from recommendations.models import FollowUp

logger = logging.getLogger(__name__)

CODE_FOLDERS = ("portal", "recommendations", "reports", "templates", "static", "locale")
# The most requested pages, with expensive counts; they change with the version only.
LANDING_PAGES = {
    *("/", "/recommendations/", "/statements/", "/contributions/", "/reports/"),
    *("/speakers/", "/organizations/", "/themes/", "/instruments/"),
}
# Pages that differ by user, or do not depend on reports.
UNCACHED_PREFIXES = (
    "/admin/",
    "/editing/",
    "/accounts/",
    "/healthz",
    "/readyz",
    "/api/v1/openapi.json",
    # A job writes the files that they offer, after the content has changed.
    "/data/",
    # Every answer states its time.
    "/oai",
    "/.well-known/",
    *FOLLOW_STEPS,
)
# Answers that depend on the day of the request, such as the day of access: their version lasts
# until midnight.
DATED_PATHS = re.compile(
    r"/(cite/|cite\.[a-z.]+|(export|matrix)\.(bib|ris|json|xlsx)|briefing\.(docx|pdf)|follow/)\Z"
)
# Pages that show or count what is overdue, once anything is due.
DUE_PATHS = re.compile(
    r"/(recommendations|reports|recurring|follow-up|rounds|compare|api/v1/(recommendations|follow-up))/"
)
# One request per pause in typing: too many to cache.
UNCACHED_PATHS = {"/search/suggestions/"}
# Parameters with free text; those of a comparison have the prefix of their side.
FREE_TEXT_PARAMETERS = {"q", "find", "as_of", "searched"}
# Where an answer came from, for log and metrics: `request.answered_from`.
NOT_MODIFIED, CACHE, MADE = "not-modified", "cache", "made"
CACHE_SECONDS = 24 * 60 * 60
MAX_CACHED_BYTES = 100_000


def http_cache_middleware(get_response):
    """Answer 304 if the client's copy is current, or from the page cache."""

    def middleware(request):
        newest = newest_change() if is_public(request) else None
        if newest is None:
            return get_response(request)
        etag = etag_of(request, newest)
        modified = int(newest.at.timestamp())
        # By ETag only: two changes may fall into one second.
        if not accepts_any_etag(request) and (
            not_modified := get_conditional_response(request, etag)
        ):
            request.answered_from = NOT_MODIFIED
            return set_validators(not_modified, etag, modified)
        with reader.pinned_snapshot() as state:
            state.newest = newest
            state.is_caught_up = is_caught_up(newest)
            # A page rendered from a stale index must not get the newest ETag.
            if not state.is_caught_up:
                request.answered_from = MADE
                response = get_response(request)
                response.headers.setdefault("Cache-Control", "no-store")
                return response
            look_at_past_index(request)
            response = get_or_render(request, etag, get_response)
            if is_provisional(request):
                response.headers["Cache-Control"] = "no-store"
                return response
        if is_same_for_everyone(response):
            set_validators(response, etag, modified)
            if accepts_any_etag(request):
                return get_conditional_response(request, etag, response=response)
        return response

    return middleware


def etag_of(request, newest):
    # The ETag depends on the URL: that of one page must not validate another, which may be gone.
    url_hash = hash_text(request.get_full_path())[:8]
    state = f"{newest.pk}-{newest.token.hex[:12]}-{code_fingerprint()}-{get_language()}"
    if settings.DEMO:
        state += "-demo"
    if DATED_PATHS.search(request.path):
        # Without mail, the page for following a list has no form.
        state += f"-{timezone.localdate()}-{settings.SENDS_MAIL:d}"
    elif DUE_PATHS.match(request.path) and has_due_days(newest.token):
        state += f"-{timezone.localdate()}"
    if moments.PARAMETER in request.GET:
        # Today, `as_of` with this day means a moment; from tomorrow on, it means the whole day.
        state += f"-{last_run()}-{timezone.localdate()}"
    return f'W/"{state}-{url_hash}"'


@lru_cache(maxsize=16)
def has_due_days(token):
    """Return whether public follow-up has due dates.

    The answer is cached by `token`, which changes whenever the content does.
    """
    return FollowUp.objects.published().exclude(due_on=None).exists()


def last_run():
    """Return the number of the last run of the archive, or None."""
    return ArchiveRun.objects.values_list("number", flat=True).last()


def look_at_past_index(request):
    """Prevent caching of a past list while its index may still count withheld records."""
    if moments.PARAMETER in request.GET and not archive_index.has_every_run():
        set_provisional(request)


def accepts_any_etag(request):
    """Return whether the client accepts any ETag; the page is then rendered to see if it exists."""
    return request.headers.get("If-None-Match", "").strip() == "*"


def set_validators(response, etag, modified):
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(modified)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def is_caught_up(newest):
    """Return whether the index is current; failures to update it are logged."""
    try:
        return writer.catch_up(newest=newest)
    except Exception:
        logger.exception("The search index could not be brought up to date.")
        return False


def get_or_render(request, etag, get_response):
    """Return the response from the cache, or render and cache it under its ETag.

    All processes share the cache of landing pages; each has its own cache for other pages.
    """
    pages = caches[cache_for(request)]
    encoding = encoding_for(request)
    key = hash_text(f"{etag} {encoding} {request.get_full_path()}")
    if cached := pages.get(key):
        body, headers = cached
        request.answered_from = CACHE
        return HttpResponse(body, headers=headers)
    request.answered_from = MADE
    response = get_response(request)
    if is_single_body(response):
        compress(response, encoding)
        if is_cacheable(request) and len(response.content) <= MAX_CACHED_BYTES:
            # The page is served even if the disk is full.
            with suppress(OSError):
                pages.set(key, (response.content, dict(response.items())), CACHE_SECONDS)
    elif is_refusal(response):
        # An error page with all facets of a list is as long as the list.
        compress(response, encoding)
        patch_vary_headers(response, ["Accept-Encoding"])
    return response


def compress(response, encoding):
    # Public pages hold no secrets, so compression leaks none (BREACH). Source files are sent
    # unchanged.
    is_page = response.get("Content-Type", "").startswith(TEXT_TYPES)
    is_file = response.has_header("Content-Disposition")
    if encoding and is_page and not is_file and len(response.content) >= MIN_LENGTH:
        response.content = compress_body(response.content, encoding)
        response.headers["Content-Encoding"] = encoding
        response.headers["Content-Length"] = str(len(response.content))


def hash_text(text):
    # Cache keys are limited in length and characters.
    return hashlib.sha256(text.encode()).hexdigest()


def is_single_body(response):
    # A response with Vary has several bodies under one URL.
    return (
        is_same_for_everyone(response)
        and not response.streaming
        and not response.has_header("Vary")
    )


def is_refusal(response):
    is_bad = response.status_code == HTTPStatus.BAD_REQUEST
    return is_bad and not (response.streaming or response.has_header("Vary"))


def is_cacheable(request):
    is_final = all_known(request) and not is_provisional(request)
    return request.path not in UNCACHED_PATHS and is_final


def cache_for(request):
    """Return the name of the cache for a page.

    Free-text searches have their own, so that made-up URLs cannot evict other pages.
    """
    if request.path in LANDING_PAGES and not request.META.get("QUERY_STRING"):
        return "landings"
    pairs = [(name, value) for name, values in request.GET.lists() for value in values]
    is_typed = any(is_free_text(name) or not value for name, value in pairs)
    return "typed" if is_typed or len(pairs) > len(set(pairs)) else "pages"


def is_free_text(name):
    return name.rpartition(".")[2] in FREE_TEXT_PARAMETERS


def is_public(request):
    return request.method in {"GET", "HEAD"} and not request.path.startswith(UNCACHED_PREFIXES)


def is_same_for_everyone(response):
    return response.status_code == 200 and "Cookie" not in response.get("Vary", "")


@cache
def code_fingerprint():
    """Return a hash of all files that pages are rendered from."""
    digest = hashlib.sha256()
    for folder in CODE_FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*.*")):
            if path.suffix in {".py", ".html", ".css", ".js", ".svg", ".mo", ".csl", ".xml"}:
                digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
