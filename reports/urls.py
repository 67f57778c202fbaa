"""Addresses of what reports alone can show."""

from django.urls import path

from reports import views

urlpatterns = [
    path("reports/<slug:slug>/participants/", views.participants, name="participants"),
]
