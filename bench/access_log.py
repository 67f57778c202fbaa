"""What the access log and the metrics cost: python -m bench.access_log [--requests N] [--rounds N]

Processor time of a cached page and of its 304, with and without them, alternating in one process
that handles the request as the server does. Lines go to standard error, as in production:

    METRICS_ADDRESS=127.0.0.1:9100 python -m bench.access_log 2>/dev/null
"""

import argparse
import importlib
import os
import statistics
import time
from io import BytesIO

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from portal.config.finished_requests import WRITER

PATH = "/recommendations/"
MIDDLEWARE = "portal.config.access_log.access_log_middleware"


def handler(*, is_watched, has_log=True):
    before = settings.MIDDLEWARE
    settings.MIDDLEWARE = [name for name in before if is_watched or name != MIDDLEWARE]
    application = WSGIHandler()
    settings.MIDDLEWARE = before

    def answer(environ):
        settings.ACCESS_LOG = has_log
        response = application(environ, lambda status, headers: None)
        body = b"".join(response)
        response.close()
        return response, body

    return answer


def environ_of(**more):
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": PATH,
        "QUERY_STRING": "",
        "SERVER_NAME": settings.BASE_URL_HOST,
        "SERVER_PORT": str(settings.PORT),
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": f"{settings.BASE_URL_HOST}:{settings.PORT}",
        "HTTP_ACCEPT_ENCODING": "br",
        "HTTP_ACCEPT_LANGUAGE": "en",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **more,
    }


def microseconds(answer, requests, **more):
    """Return the processor time of one request."""
    environs = [environ_of(**more) for _ in range(requests)]
    begin = time.process_time()
    for environ in environs:
        answer(environ)
    WRITER.write()
    return (time.process_time() - begin) / requests * 1e6


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    django.setup()
    # It needs the loaded apps; it starts the thread that writes.
    importlib.import_module("portal.config.wsgi")
    kinds = {
        "without": handler(is_watched=False),
        "metrics": handler(is_watched=True, has_log=False),
        "metrics and log": handler(is_watched=True),
    }
    etag = kinds["without"](environ_of())[0]["ETag"]
    for title, more in (("cached page", {}), ("304", {"HTTP_IF_NONE_MATCH": etag})):
        times = {name: [] for name in kinds}
        for _ in range(options.rounds):
            for name, answer in kinds.items():
                times[name].append(microseconds(answer, options.requests, **more))
        base = statistics.median(times["without"])
        for name, values in times.items():
            middle = statistics.median(values)
            print(
                f"{title}, {name}: {middle:.0f} µs, x {middle / base:.3f} (least {min(values):.0f} µs)"
            )


if __name__ == "__main__":
    main()
