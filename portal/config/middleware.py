"""Middleware for security headers, panics and the validation of requests."""

import logging
import sys
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext

from portal.failures.causes import is_panic
from portal.site.error_pages import server_error
from portal.web import limits
from portal.web.private_paths import FOLLOW_PATH, SIGNED_IN_PATHS

logger = logging.getLogger(__name__)

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)

# The other security headers are Django's own, through the SECURE_ settings.
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


# More digits than any real length.
MAX_LENGTH_DIGITS = 18
SAFE_METHODS = ("GET", "HEAD")
FORM_METHODS = (*SAFE_METHODS, "POST")
# The arguments of OAI-PMH may be posted as a form, which changes nothing.
HARVEST_PATH = "/oai"


def security_headers_middleware(get_response):
    """Set the security headers and Cache-Control of every response, errors included."""

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.DEMO:
            response.headers["X-Robots-Tag"] = "noindex"
        if response.cookies or (response.has_header("Vary") and "Cookie" in response["Vary"]):
            response.headers["Cache-Control"] = "private, no-store"
        elif request.method in {"GET", "HEAD"} and response.status_code in {200, 304}:
            response.headers.setdefault("Cache-Control", "public, max-age=60")
        else:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def panic_middleware(get_response):
    """Answer 500 after a panic of a Rust library, which is not an Exception and would end the worker."""

    def middleware(request):
        try:
            return get_response(request)
        except BaseException as error:
            if not is_panic(error):
                raise
            logger.exception("A library panicked.")
            return server_error(request)

    return middleware


def request_validation_middleware(get_response):
    """Refuse malformed and oversized requests before any other code."""

    def middleware(request):
        if request.method not in allowed_methods(request.path):
            return method_not_allowed(request)
        if declared_length(request.META) > limits.REQUEST_BYTES:
            return payload_too_large(request)
        error, status = find_malformation(request.META)
        if error:
            page = {"title": gettext("This address is not valid"), "message": error}
            return render(request, "error.html", page, status=status)
        return get_response(request)

    return middleware


def allowed_methods(path):
    if path == "/language/":
        return ("POST",)
    accepts_forms = path == HARVEST_PATH or path.startswith((*SIGNED_IN_PATHS, FOLLOW_PATH))
    return FORM_METHODS if accepts_forms else SAFE_METHODS


def method_not_allowed(request):
    allowed = allowed_methods(request.path)
    page = {
        "title": gettext("This page is read-only"),
        "message": gettext("This page accepts GET requests only."),
    }
    if "GET" not in allowed:
        page = {
            "title": gettext("There is no page at this address"),
            "message": gettext("Choose the language at the foot of any page."),
        }
    response = render(request, "error.html", page, status=405)
    response["Allow"] = ", ".join(allowed)
    return response


def declared_length(meta):
    """Return the Content-Length in bytes, or sys.maxsize if it is invalid."""
    text = meta.get("CONTENT_LENGTH") or "0"
    if not (text.isascii() and text.isdigit()):
        return sys.maxsize
    # Leading zeros are valid.
    return int(text.lstrip("0")[:MAX_LENGTH_DIGITS] or "0")


def payload_too_large(request, max_bytes=limits.REQUEST_BYTES):
    """Answer 413 with the allowed number of bytes."""
    page = {"title": gettext("The request is too large")}
    if max_bytes >= limits.REQUEST_BYTES:
        megabytes = limits.REQUEST_BYTES // 1024 // 1024 - 1
        page["message"] = gettext("Files may be at most %(megabytes)s MB.") % {
            "megabytes": megabytes
        }
    else:
        page["message"] = gettext("Forms may be at most %(kilobytes)s KB.") % {
            "kilobytes": max_bytes // 1024
        }
    return render(request, "error.html", page, status=413)


def find_malformation(meta):
    """Return (error message, status) for a malformed request, (None, None) otherwise."""
    query = meta.get("QUERY_STRING", "")
    if len(query) > limits.QUERY_STRING_BYTES:
        return gettext("The query is too long. Use fewer or shorter filters."), 414
    if query.count("&") + 1 > limits.QUERY_PARAMETERS:
        return gettext("The query has too many parts. Use fewer filters."), 400
    raw = unquote_to_bytes(query.replace("+", " "))
    # Django has decoded the path as UTF-8 and percent-encoded invalid bytes.
    path = meta.get("PATH_INFO", "").encode("utf-8", "surrogatepass")
    raw += unquote_to_bytes(path)
    # WSGI decodes bytes as Latin-1.
    raw += meta.get("HTTP_COOKIE", "").encode("latin-1", "replace")
    if b"\0" in raw:
        return gettext("It contains a NUL character, which is not allowed."), 400
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return gettext("It contains bytes that are not UTF-8 text."), 400
    return None, None
