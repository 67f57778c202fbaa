"""The description by which browsers and reference managers search this site."""

from django.conf import settings
from django.shortcuts import render


def description(request):
    context = {"base_url": settings.BASE_URL}
    content_type = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "opensearch.xml", context, content_type=content_type)
