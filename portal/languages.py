"""In which language the pages speak: as the reader chose, or as the browser asks."""

from django.utils import translation
from django.utils.cache import patch_vary_headers

# What machines and editors read is English, whoever asks.
ENGLISH_PARTS = ("/admin/", "/api/", "/sitemap", "/robots.txt", "/healthz", "/readyz")
ENGLISH_PARTS += ("/static/", "/favicon.ico", "/editing/", "/accounts/")
ENGLISH_ENDINGS = (".atom", ".csv", ".xml", "/source")
SERVER_ERROR = 500
ENGLISH = "en"


def speak(get_response):
    """Answer in the reader's language, and say that the answer depends on it."""

    def middleware(request):
        if not is_translated(request.path):
            with translation.override(ENGLISH):
                return get_response(request)
        language = translation.get_language_from_request(request)
        # The switch is offered on pages that have it.
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = get_response(request)
        # That page needs nothing, so it speaks nothing but English.
        if response.status_code == SERVER_ERROR:
            language = ENGLISH
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return middleware


def is_translated(path):
    return not path.startswith(ENGLISH_PARTS) and not path.endswith(ENGLISH_ENDINGS)
