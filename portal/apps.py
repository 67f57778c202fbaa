from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class PortalConfig(AppConfig):
    name = "portal"
    default = True

    def ready(self):
        # Registers the checks, and hears the sign-in and every save of a report.
        from portal import (  # noqa: PLC0415 -- needs the loaded apps
            checks,  # noqa: F401
            cleaning,  # noqa: F401
            signin,  # noqa: F401
        )
        from portal.correcting import notes  # noqa: F401, PLC0415 -- as above


class PortalAdminConfig(admin_apps.AdminConfig):
    """Django's admin with the portal's own sign-in."""

    default = False
    default_site = "portal.signin.PortalAdminSite"
