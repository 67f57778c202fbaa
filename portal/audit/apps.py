from django.apps import AppConfig

from reports.triggers import keep


class AuditConfig(AppConfig):
    name = "portal.audit"
    label = "audit"

    def ready(self):
        # Hear what is done to the registers and to accounts.
        from portal.audit import registers, signing  # noqa: F401, PLC0415 -- needs the loaded apps
        from portal.audit.promises import PROMISES  # noqa: PLC0415 -- as the other apps do

        keep(self, PROMISES)
