"""What a process loads before its first visitor comes, so that nobody waits for it."""

import logging
from io import BytesIO

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.db import close_old_connections
from django.urls import resolve
from django.utils.translation import override

from portal.search.index.reader import pinned_snapshot
from portal.search.index.source import public_reads

logger = logging.getLogger(__name__)

# Lists load the most: index, templates, synonyms, labels. Most texts have these words.
PATHS = ("/recommendations/", "/statements/")
QUERY_STRING = "q=the+workshop"


def warm_up() -> None:
    """Render lists in every language; without a database or index, the first visitor will wait."""
    try:
        for language, _name in settings.LANGUAGES:
            with public_reads(), override(language), pinned_snapshot():
                for path in PATHS:
                    render(path, language)
    except Exception as error:
        logger.warning("The process starts without having loaded its pages: %s", error)
    finally:
        close_old_connections()


def render(path: str, language: str) -> None:
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": QUERY_STRING,
            "SERVER_NAME": settings.BASE_URL_HOST,
            "SERVER_PORT": str(settings.PORT),
            "wsgi.input": BytesIO(),
        }
    )
    request.user = AnonymousUser()
    request.LANGUAGE_CODE = language
    view, args, options = resolve(path)
    view(request, *args, **options).render()
