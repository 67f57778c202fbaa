"""Django's admin site, with the portal's own login page."""

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from portal.accounts import roles
from portal.accounts.roles import Permission


class PortalAdminSite(AdminSite):
    site_header = "Workshop outcomes: administration"
    site_title = "Workshop outcomes"
    index_title = "Registers and accounts"
    # The bar of the desk leads to the registers.
    enable_nav_sidebar = False

    def login(self, request, extra_context=None):
        """Redirect to the only login page, which requires the second factor.

        Refuse signed-in users who may see nothing here: the login page would only send them back.
        """
        if request.user.is_authenticated:
            raise PermissionDenied
        next_url = request.GET.get("next") or reverse("admin:index")
        return redirect_to_login(next_url, reverse("account_login"))

    def password_change(self, request, extra_context=None):
        """Redirect to the only page for changing a password, which writes to the audit log."""
        return redirect("account_change_password")

    def has_permission(self, request):
        permissions = (Permission.EDIT_ENTITIES, Permission.ACCOUNTS)
        return any(roles.may(request.user, permission) for permission in permissions)
