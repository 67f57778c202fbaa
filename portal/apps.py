from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class PortalConfig(AppConfig):
    name = "portal"
    default = True

    def ready(self):
        # Registers the system checks, the clean-up at sign-in, and what follows changes of reports
        # and redactions.
        from portal.config import checks, redacted  # noqa: F401, PLC0415 -- needs the loaded apps
        from portal.exports.archive import writer  # noqa: F401, PLC0415 -- as above
        from portal.exports.public_data import redacted as deleted  # noqa: F401, PLC0415 -- as above
        from portal.operations import cleanup  # noqa: F401, PLC0415 -- as above


class PortalAdminConfig(admin_apps.AdminConfig):
    """Django's admin with the portal's own sign-in."""

    default = False
    default_site = "portal.accounts.admin_site.PortalAdminSite"
