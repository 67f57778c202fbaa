"""Root URLs."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from portal.config import health
from portal.site import error_pages

urlpatterns = [
    path("", include("portal.site.urls")),
    path("api/", include("portal.api.urls")),
    path("", include("portal.oai.urls")),
    path("editing/", include("portal.editor.urls")),
    path("accounts/", include("portal.accounts.urls")),
    path("accounts/", include("portal.notifications.account_urls")),
    path("accounts/", include("portal.erasure.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    # Browsers request it for pages without an icon, as in the admin.
    path(
        "favicon.ico",
        RedirectView.as_view(url="/static/favicon.svg"),
        name="favicon",
    ),
]

handler400 = error_pages.bad_request
handler403 = error_pages.permission_denied
handler404 = error_pages.not_found
handler500 = error_pages.server_error
