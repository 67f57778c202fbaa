"""The caches of rendered pages."""

from django.core.cache import caches


def forget_pages():
    for name in ("landings", "pages", "typed"):
        caches[name].clear()
