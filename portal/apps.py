from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class PortalConfig(AppConfig):
    name = "portal"
    default = True

    def ready(self):
        # Registers the checks and hears the sign-in.
        from portal import (  # noqa: PLC0415 -- needs the loaded apps
            checks,  # noqa: F401
            cleaning,  # noqa: F401
            signin,  # noqa: F401
        )


class PortalAdminConfig(admin_apps.AdminConfig):
    """Django's admin with the portal's own sign-in."""

    default = False
    default_site = "portal.signin.PortalAdminSite"
