"""URLs of the user's own account: those of django-allauth without sign-up and mail."""

from allauth.account import views
from django.db import transaction
from django.urls import include, path

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    # In one transaction with its audit log entry.
    path(
        "password/",
        transaction.atomic(views.password_change),
        name="account_change_password",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
