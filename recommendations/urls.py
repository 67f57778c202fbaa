"""Addresses of recommendations."""

from django.urls import path

from recommendations import views

urlpatterns = [
    path(
        "recommendations/<slug:slug>/<str:reference>/",
        views.recommendation,
        name="recommendation",
    ),
]
