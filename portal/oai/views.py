"""The view of /oai."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from portal.oai import verbs


# Harvesters may send their arguments as a form. It changes nothing, so there is nothing to forge.
@csrf_exempt
@gzip_page
# nosemgrep: csrf-exempt -- changes nothing
def oai(request: HttpRequest) -> HttpResponse:
    form = request.POST if request.method == "POST" else request.GET
    pairs = [(name, value) for name, values in form.lists() for value in values]
    return HttpResponse(
        verbs.answer(pairs),
        content_type="text/xml; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )
