"""Ask the views of the site for pages, as a visitor without an account would."""

import io
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils.formats import date_format
from django.utils.translation import gettext

from portal.offline.rewriting import Chrome, rewrite_page
from portal.templatetags.written_page_tags import written_pages

OK = 200


class MissingPageError(Exception):
    """A page that the copy needs is not there; the message is its address."""


class Renderer:
    """Renders pages of the copy of one day, in the language that is active."""

    def __init__(self, day: date):
        self.day = day
        self.written_pages = written_pages()

    def page(self, address: str, file: str, addition: str = "") -> bytes:
        """Return the page at an address of the site, with some HTML at its end, for a file of the copy."""
        return self.rewrite(b"".join(answer(address)), address, file, addition)

    def page_of_template(self, template: str, context: dict, address: str, file: str) -> bytes:
        """Return a page of the copy's own, which stands for the one at an address."""
        content = render_to_string(template, context, request_for(address))
        return self.rewrite(content.encode(), address, file)

    def rewrite(self, content: bytes, address: str, file: str, addition: str = "") -> bytes:
        context = {
            "day": date_format(self.day, "DATE_FORMAT"),
            "live_url": settings.BASE_URL + address,
            "host": urlsplit(settings.BASE_URL).netloc,
            "pages": self.written_pages,
        }
        chrome = Chrome(
            notice=render_to_string("offline/_notice.html", context),
            footer=render_to_string("offline/_footer.html", context),
            live=gettext("on the live site"),
            written=frozenset(page["url"] for page in self.written_pages),
            addition=addition,
        )
        return rewrite_page(content, address, file, chrome)


def answer(address: str) -> HttpResponseBase:
    """Return the answer of the view; iterating over it gives the content in pieces."""
    request = request_for(address)
    match = resolve(request.path)
    response = match.func(request, *match.args, **match.kwargs)
    if hasattr(response, "render"):
        response.render()
    if response.status_code != OK:
        raise MissingPageError(address)
    return response


def request_for(address: str) -> HttpRequest:
    """Return a request that has passed no middleware: no session, no cache, no limit of requests."""
    parts = urlsplit(address)
    base = urlsplit(settings.BASE_URL)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "SERVER_NAME": base.hostname,
            "SERVER_PORT": str(base.port or (443 if base.scheme == "https" else 80)),
            "wsgi.url_scheme": base.scheme,
            "wsgi.input": io.BytesIO(),
        }
    )
    request.user = AnonymousUser()
    return request
