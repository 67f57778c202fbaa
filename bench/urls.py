"""The portal's addresses, and beside them the pages that it is compared with."""

from django.urls import path

from bench.baselines import constant, naive
from portal import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500

urlpatterns = [
    *urls.urlpatterns,
    path(constant.ADDRESS.removeprefix("/"), constant.view),
    path(naive.ADDRESS.removeprefix("/"), naive.view),
]
