"""Addresses for machines, and the page that explains them."""

from django.urls import path

from portal.api.documentation import documentation
from portal.api.routes import api

urlpatterns = [
    path("", documentation, name="api"),
    path("v1/", api.urls),
]
