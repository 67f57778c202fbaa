"""Pages that an administrator writes, and security.txt (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from portal.site_pages.current import public_version
from portal.site_pages.models import SitePageVersion

# The RFC recommends less than a year. The file states today's contact for this long.
VALID_FOR = timedelta(days=180)


def site_page(request: HttpRequest, page: str) -> HttpResponse:
    version = public_version(page, get_language() or settings.LANGUAGE_CODE)
    if version is None:
        raise Http404
    return render(request, "site/site_page.html", {"version": version})


def security_txt(request: HttpRequest) -> HttpResponse:
    """Say where to report security problems, if a contact is set."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + VALID_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.BASE_URL}{reverse('site:security-txt')}",
    ]
    if public_version(SitePageVersion.Page.SECURITY, settings.LANGUAGE_CODE):
        lines.append(f"Policy: {settings.BASE_URL}{reverse('site:security')}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
