"""Send a stored file as a download that browsers never open as a page of the site."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

TEXT_PREFIX = "text/"


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
