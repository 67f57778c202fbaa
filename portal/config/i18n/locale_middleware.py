"""Middleware that selects the language, from the cookie or from Accept-Language."""

from django.utils import translation
from django.utils.cache import patch_vary_headers

# Pages for machines and editors are in English.
ENGLISH_PREFIXES = (
    "/admin/",
    "/api/",
    "/oai",
    "/sitemap",
    "/robots.txt",
    "/.well-known/",
    "/healthz",
    "/readyz",
)
ENGLISH_PREFIXES += ("/static/", "/favicon.ico", "/editing/", "/accounts/")
ENGLISH_SUFFIXES = (".atom", ".csv", ".xml", ".ttl", ".jsonld", "/source")
SERVER_ERROR = 500
ENGLISH = "en"


def locale_middleware(get_response):
    """Activate the language of the request, and set Content-Language and Vary."""

    def middleware(request):
        if not is_translated(request.path):
            with translation.override(ENGLISH):
                return get_response(request)
        language = translation.get_language_from_request(request)
        # Only pages with LANGUAGE_CODE offer the language switch.
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = get_response(request)
        # The error page has no dependencies, so it is in English only.
        if response.status_code == SERVER_ERROR:
            language = ENGLISH
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return middleware


def is_translated(path):
    return not path.startswith(ENGLISH_PREFIXES) and not path.endswith(ENGLISH_SUFFIXES)
