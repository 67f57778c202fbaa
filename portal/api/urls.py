"""URLs of the API and of its documentation page."""

from django.urls import path

from portal.api.docs_view import docs
from portal.api.routes import api

urlpatterns = [
    path("", docs, name="api"),
    path("v1/", api.urls),
]
