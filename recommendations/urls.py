"""Addresses of recommendations."""

from django.urls import path

from recommendations import views

urlpatterns = [
    path(
        "recommendations/",
        views.RecommendationList.as_view(),
        name="recommendation-list",
    ),
    path(
        "recommendations/<slug:slug>/<str:reference>/",
        views.recommendation,
        name="recommendation",
    ),
]
