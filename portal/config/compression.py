"""Compression of cacheable responses."""

import gzip
import re

import brotli
from django.http import HttpRequest

# A report page is long and cached: the best quality costs 0.1 s once per version. Longer pages are
# not cached, shorter ones are lists that are rendered often.
BROTLI_QUALITY, LONG_BROTLI_QUALITY = 5, 11
LONG_BODY = range(50_000, 200_000)  # bytes
TEXT_TYPES = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/atom+xml",
    "application/xml",
)
GZIP_LEVEL = 6
MIN_LENGTH = 500  # bytes; shorter bodies gain nothing
ACCEPTED_ENCODING = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q=([\d.]+))?\s*")


def encoding_for(request: HttpRequest) -> str:
    """Return the best encoding that the client accepts: br, gzip, or "" for none."""
    accepted = {}
    for part in request.META.get("HTTP_ACCEPT_ENCODING", "").lower().split(","):
        if match := ACCEPTED_ENCODING.fullmatch(part):
            name, quality = match.groups()
            accepted[name] = quality is None or quality.strip("0.") != ""
    return next((name for name in ("br", "gzip") if accepted.get(name)), "")


def compress_body(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        quality = LONG_BROTLI_QUALITY if len(body) in LONG_BODY else BROTLI_QUALITY
        return brotli.compress(body, quality=quality)
    # Without a timestamp, so that equal pages have equal bytes.
    return gzip.compress(body, GZIP_LEVEL, mtime=0)
