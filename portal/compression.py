"""Pages that are the same for everyone travel compressed."""

import gzip
import re

import brotli
from django.http import HttpRequest

# A list is made for one reader, in a moment. A report is long, read by many and kept: it is worth
# a tenth of a second, once for each of its versions. What is longer still is not kept.
BROTLI_QUALITY, BROTLI_QUALITY_OF_LONG = 5, 11
LONG = range(50_000, 200_000)  # bytes
TEXT = ("text/", "application/json", "application/atom+xml", "application/xml")
GZIP_LEVEL = 6
SHORTEST = 500  # bytes; a shorter one gains nothing
ACCEPTED = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q=([\d.]+))?\s*")


def encoding_for(request: HttpRequest) -> str:
    """Return the best encoding that the reader takes: br, gzip, or "" for none."""
    taken = {}
    for part in request.META.get("HTTP_ACCEPT_ENCODING", "").lower().split(","):
        if found := ACCEPTED.fullmatch(part):
            name, quality = found.groups()
            taken[name] = quality is None or quality.strip("0.") != ""
    return next((name for name in ("br", "gzip") if taken.get(name)), "")


def compressed(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        quality = BROTLI_QUALITY_OF_LONG if len(body) in LONG else BROTLI_QUALITY
        return brotli.compress(body, quality=quality)
    # Without the time in it, the same page is the same bytes.
    return gzip.compress(body, GZIP_LEVEL, mtime=0)
