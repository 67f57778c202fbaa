"""The language switch in the footer."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.site import error_pages

SEE_OTHER = 303


# Without a CSRF token: pages are identical for all visitors so that they can be cached, and a
# forged request changes only the language of the pages.
@csrf_exempt
@require_POST
# nosemgrep: csrf-exempt -- changes only the language of pages
def set_language(request):
    language = request.POST.get("language")
    if language not in dict(settings.LANGUAGES):
        return error_pages.error_page(
            request,
            400,
            gettext("This language is not available"),
            gettext("Choose one of the languages at the foot of a page."),
        )
    next_url = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(next_url, {request.get_host()}):
        next_url = "/"
    response = HttpResponseRedirect(next_url, status=SEE_OTHER)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
