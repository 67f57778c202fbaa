"""What a process loads before its first visitor comes, so that nobody waits for it."""

import logging
from io import BytesIO
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.db import close_old_connections
from django.template.response import TemplateResponse
from django.urls import resolve
from django.utils.translation import override

from portal.config.http_cache import code_fingerprint
from portal.search.index.reader import pinned_snapshot
from portal.search.index.source import public_reads
from reports.facets import FacetedFilterSet

logger = logging.getLogger(__name__)

# Lists load the most: index, templates, synonyms, labels. Most texts have these words.
PATHS = ("/recommendations/", "/statements/")
QUERY_STRING = "q=the+workshop"
# Facets of which each list is rendered with a chosen value: those conditions are built once as well.
CHOSEN_FACETS = 3


def warm_up() -> None:
    """Render lists in every language; without a database or index, the first visitor will wait."""
    code_fingerprint()
    try:
        for language, _name in settings.LANGUAGES:
            with public_reads(), override(language), pinned_snapshot():
                for path in PATHS:
                    page = render(path, QUERY_STRING, language)
                    render(path, chosen_values(page.context_data["filter"]), language)
    except Exception as error:
        logger.warning("The process starts without having loaded its pages: %s", error)
    finally:
        close_old_connections()


def chosen_values(filters: FacetedFilterSet) -> str:
    """Return the query string that chooses the most frequent value of each of the first facets."""
    facets = [facet for facet in filters.facets if facet.choices]
    return urlencode([(one.name, one.choices[0].value) for one in facets[:CHOSEN_FACETS]])


def render(path: str, query_string: str, language: str) -> TemplateResponse:
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query_string,
            "SERVER_NAME": settings.BASE_URL_HOST,
            "SERVER_PORT": str(settings.PORT),
            "wsgi.input": BytesIO(),
        }
    )
    request.user = AnonymousUser()
    request.LANGUAGE_CODE = language
    view, args, options = resolve(path)
    return view(request, *args, **options).render()
