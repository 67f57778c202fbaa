"""The page on which users change their own password, if they have one."""

from allauth.account import views
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache


@never_cache
def change_password(request: HttpRequest) -> HttpResponse:
    account = request.user
    if account.is_authenticated and not account.has_usable_password():
        context = {"provider": settings.OIDC_NAME if settings.OIDC_ISSUER else ""}
        return render(request, "account/no_password.html", context)
    return views.password_change(request)
