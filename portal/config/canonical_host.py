"""Middleware that sets the host of BASE_URL on public requests."""

from urllib.parse import urlsplit

from django.conf import settings

from portal.web.private_paths import SIGNED_IN_PATHS

SAFE_METHODS = ("GET", "HEAD")


def canonical_host_middleware(get_response):
    """Replace the host of public requests with that of BASE_URL, for absolute URLs.

    Django ignores the port when it validates a host, so a client could put any port into cached
    feeds and sitemaps. Hosts outside ALLOWED_HOSTS are still refused.
    """

    def middleware(request):
        is_public = request.method in SAFE_METHODS and not request.path.startswith(SIGNED_IN_PATHS)
        if is_public:
            request.get_host()
            request.META["HTTP_HOST"] = urlsplit(settings.BASE_URL).netloc
        return get_response(request)

    return middleware
