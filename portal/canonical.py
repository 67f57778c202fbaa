"""Whatever name a visitor called the portal by, its public pages give out one: that of BASE_URL."""

from urllib.parse import urlsplit

from django.conf import settings

from portal.signin import SIGNED_IN

READING = ("GET", "HEAD")


def use_base_url(get_response):
    """Let everything that makes an absolute address of a public page find the host of BASE_URL.

    Django ignores the port when it checks a host name, so a visitor could put any port into
    feeds and sitemaps that caches hand on to others. Foreign hosts are refused as before.
    """

    def middleware(request):
        is_public = request.method in READING and not request.path.startswith(SIGNED_IN)
        if is_public:
            request.get_host()
            request.META["HTTP_HOST"] = urlsplit(settings.BASE_URL).netloc
        return get_response(request)

    return middleware
