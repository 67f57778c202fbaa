"""URLs of the pages of accounts about mail, below those of the account."""

from django.urls import path

from portal.notifications import account_views

urlpatterns = [
    path("password/forgotten/", account_views.forgotten_password, name="password_reset"),
    path("password/forgotten/sent/", account_views.reset_sent, name="password_reset_sent"),
    path(
        "password/forgotten/<uidb64>/<token>/",
        account_views.SetPassword.as_view(),
        name="password_reset_key",
    ),
    path(
        "invitation/<uidb64>/<token>/",
        account_views.AcceptInvitation.as_view(),
        name="account_invitation",
    ),
    path("notices/", account_views.notices, name="account_notices"),
]
