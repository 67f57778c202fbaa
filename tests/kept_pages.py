"""What the portal keeps of pages that it has made."""

from django.core.cache import caches


def forget_pages():
    for name in ("landings", "pages", "typed"):
        caches[name].clear()
