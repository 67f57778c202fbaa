"""What every request passes on its way in and every answer on its way out."""

import logging
import sys
import time
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from portal import limits
from portal.environment import is_loopback
from portal.failures import is_panic
from portal.sketch import KeyedSketch
from portal.views.errors import server_error
from portal.visitors import network_of

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


# More digits than any length that could be meant.
LONGEST_NUMBER = 18
READING = ("GET", "HEAD")
WRITING = (*READING, "POST")


def headers(get_response):
    """Give every answer, errors included, the headers that protect its reader."""

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if response.cookies or (
            response.has_header("Vary") and "Cookie" in response["Vary"]
        ):
            response.headers["Cache-Control"] = "private, no-store"
        elif request.method in {"GET", "HEAD"} and response.status_code in {200, 304}:
            response.headers.setdefault("Cache-Control", "public, max-age=60")
        else:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def survive_panics(get_response):
    """Answer 500 where a library in Rust has panicked, which Django would let end the server."""

    def middleware(request):
        try:
            return get_response(request)
        except BaseException as error:
            if not is_panic(error):
                raise
            logger.exception("A library has panicked: %s", request.path)
            return server_error(request)

    return middleware


def refuse_malformed(get_response):
    """Answer what no browser sends before any code has to think about it."""

    def middleware(request):
        if request.method not in methods_of(request.path):
            return refuse_method(request)
        if said_length(request.META) > limits.REQUEST_BYTES:
            return refuse_too_much(request)
        fault, status = fault_of(request.META)
        if fault:
            page = {"title": gettext("This address cannot be read"), "sentence": fault}
            return render(request, "error.html", page, status=status)
        return get_response(request)

    return middleware


def methods_of(path):
    if path == "/language/":
        return ("POST",)
    return (
        WRITING if path.startswith(("/admin/", "/editing/", "/accounts/")) else READING
    )


def refuse_method(request):
    allowed = methods_of(request.path)
    page = {
        "title": gettext("This page can only be read"),
        "sentence": gettext("Nothing is sent to it: ask for it with GET."),
    }
    if "GET" not in allowed:
        page = {
            "title": gettext("There is nothing to read here"),
            "sentence": gettext("Choose the language at the foot of any page."),
        }
    response = render(request, "error.html", page, status=405)
    response["Allow"] = ", ".join(allowed)
    return response


def said_length(meta):
    """Return how many bytes a request says that it brings; endlessly many if it lies."""
    said = meta.get("CONTENT_LENGTH") or "0"
    if not (said.isascii() and said.isdigit()):
        return sys.maxsize
    # Any number of zeros may stand before a number.
    return int(said.lstrip("0")[:LONGEST_NUMBER] or "0")


def refuse_too_much(request, most=limits.REQUEST_BYTES):
    """Answer 413 with the number of bytes that may be sent here."""
    page = {"title": gettext("This is too much to take in")}
    if most >= limits.REQUEST_BYTES:
        megabytes = limits.REQUEST_BYTES // 1024 // 1024 - 1
        page["sentence"] = gettext("A file of %(megabytes)s MB is the most.") % {
            "megabytes": megabytes
        }
    else:
        page["sentence"] = gettext("A form of %(kilobytes)s KB is the most.") % {
            "kilobytes": most // 1024
        }
    return render(request, "error.html", page, status=413)


def fault_of(meta):
    """Return (sentence, status) for a request that cannot be meant, (None, None) otherwise."""
    query = meta.get("QUERY_STRING", "")
    if len(query) > limits.QUERY_STRING_BYTES:
        return gettext(
            "The question is too long. Ask with fewer or shorter filters."
        ), 414
    if query.count("&") + 1 > limits.QUERY_PARAMETERS:
        return gettext("The question has too many parts. Ask with fewer filters."), 400
    raw = unquote_to_bytes(query.replace("+", " "))
    # Django has read the path as UTF-8 and put percent signs where it is none.
    path = meta.get("PATH_INFO", "").encode("utf-8", "surrogatepass")
    raw += unquote_to_bytes(path)
    # WSGI hands bytes over as Latin-1.
    raw += meta.get("HTTP_COOKIE", "").encode("latin-1", "replace")
    if b"\0" in raw:
        return gettext("It contains a NUL character, which no text has."), 400
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return gettext("It contains bytes that are not UTF-8 text."), 400
    return None, None


def limit_rate(get_response):
    """Ask a visitor who sends too much to come back in the next minute.

    Each worker counts for itself, so each allows its share.
    """
    share = max(1, limits.REQUESTS_PER_MINUTE // settings.WEB_CONCURRENCY)
    counted = KeyedSketch(limits.RATE_WIDTH, limits.RATE_DEPTH)
    minute = [0]

    def middleware(request):
        now = int(time.time() // 60)
        if now != minute[0]:
            counted.clear()
            minute[0] = now
        visitor = network_of(address_of(request.META))
        if not is_loopback(visitor) and counted.add(visitor) > share:
            return HttpResponse(
                gettext("Too many requests from your address. Try again in a minute."),
                status=429,
                content_type="text/plain",
                headers={"Retry-After": str(60 - int(time.time()) % 60)},
            )
        return get_response(request)

    return middleware


def address_of(meta):
    """Return the visitor's address: as the outermost trusted proxy saw it, if there is one."""
    if settings.TRUSTED_PROXIES:
        forwarded = meta.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(forwarded) >= settings.TRUSTED_PROXIES:
            return forwarded[-settings.TRUSTED_PROXIES].strip()
    return meta.get("REMOTE_ADDR", "")
