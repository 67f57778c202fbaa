"""URLs of the user's own account: those of django-allauth without sign-up and mail."""

from allauth.account import views
from django.db import transaction
from django.urls import include, path

from portal.accounts import own_password, own_sessions, second_factor
from portal.accounts.identity_provider import views as identity_provider_views

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    # In one transaction with its audit log entry.
    path(
        "password/",
        transaction.atomic(own_password.change_password),
        name="account_change_password",
    ),
    path("2fa/required/", second_factor.second_factor_required, name="second_factor_required"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", own_sessions.OwnSessions.as_view(), name="usersessions_list"),
    path("oidc/begin/", identity_provider_views.begin, name="oidc_begin"),
    path("oidc/return/", identity_provider_views.return_from_provider, name="oidc_return"),
]
