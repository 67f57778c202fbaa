"""URLs of the portal and of the baseline pages."""

from django.urls import path

from bench.baselines import constant, naive
from portal.config import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500

urlpatterns = [
    *urls.urlpatterns,
    path(constant.URL.removeprefix("/"), constant.view),
    path(naive.URL.removeprefix("/"), naive.view),
]
