"""The switch in the footer: a reader chooses the language of the pages."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.views import errors

SEE_OTHER = 303


# No token: pages are the same for everyone, and whoever forged the request would only change
# the language in which somebody reads.
@csrf_exempt
@require_POST
def choose(request):
    language = request.POST.get("language")
    if language not in dict(settings.LANGUAGES):
        return errors.sentence(
            request,
            400,
            gettext("This language is not spoken here"),
            gettext("Choose one of the languages at the foot of a page."),
        )
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    answer = HttpResponseRedirect(back, status=SEE_OTHER)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer
