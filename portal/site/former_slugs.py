"""Redirects from the URLs that a report had under a former slug."""

from functools import wraps

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse

from reports import former_slugs


def redirects_former_slugs(view):
    """Decorate a view of a report's pages: what it does not find may have a new slug."""

    @wraps(view)
    def redirecting(request, slug, **options):
        try:
            return view(request, slug=slug, **options)
        except Http404:
            present = former_slugs.public_slugs([slug]).get(slug)
            if present is None:
                raise
        match = request.resolver_match
        url = reverse(match.view_name, kwargs={**match.kwargs, "slug": present})
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)

    return redirecting
