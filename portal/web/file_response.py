"""Send a stored file as a download that browsers never open as a page of the site."""

from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header


class StoredFile(Protocol):
    name: str
    media_type: str
    content: bytes


TEXT_PREFIX = "text/"


def stored_file_response(request: HttpRequest, stored: StoredFile) -> HttpResponse:
    """Return a stored file as a download, or 410 if a redaction has deleted its content."""
    content = bytes(stored.content)
    if not content:
        return withheld_response(request)
    return file_response(stored.name, stored.media_type, content)


def withheld_response(request: HttpRequest) -> HttpResponse:
    return render(request, "site/withheld.html", status=410)


def file_response(name: str, media_type: str, content: bytes) -> HttpResponse:
    """Return the file byte for byte. Text files are UTF-8, which is checked at upload."""
    charset = "; charset=utf-8" if media_type.startswith(TEXT_PREFIX) else ""
    return HttpResponse(
        content,
        content_type=media_type + charset,
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )
