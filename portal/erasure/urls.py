"""URLs of the pages of an account about its own data."""

from django.urls import path

from portal.erasure import views

urlpatterns = [
    path("data/", views.own_data, name="account_data"),
    path("data/export.zip", views.own_export, name="account_data_export"),
]
