"""The table of contents of the site."""

from django.contrib import admin
from django.urls import path

from portal import health

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("admin/", admin.site.urls),
]
