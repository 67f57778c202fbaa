"""A limit on requests per minute and network."""

import time

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext

from portal.config.env import is_loopback
from portal.web import limits
from portal.web.client_network import client_address, network_of
from portal.web.count_min_sketch import KeyedSketch


def rate_limit_middleware(get_response):
    """Answer 429 to networks with too many requests in the current minute.

    Each worker counts separately and allows its share.
    """
    share = max(1, limits.REQUESTS_PER_MINUTE // settings.WEB_CONCURRENCY)
    counts = KeyedSketch(limits.RATE_WIDTH, limits.RATE_DEPTH)
    counted_minute = [0]

    def middleware(request):
        minute = int(time.time() // 60)
        if minute != counted_minute[0]:
            counts.clear()
            counted_minute[0] = minute
        network = network_of(client_address(request.META))
        if not is_loopback(network) and counts.add(network) > share:
            return HttpResponse(
                gettext("Too many requests from your address. Try again in a minute."),
                status=429,
                content_type="text/plain",
                headers={"Retry-After": str(60 - int(time.time()) % 60)},
            )
        return get_response(request)

    return middleware
