from django.apps import AppConfig

from reports.triggers import install_triggers


class AuditConfig(AppConfig):
    name = "portal.audit"
    label = "audit"

    def ready(self):
        # Connects the receivers of changes of entities and accounts.
        from portal.audit import receivers, sign_in_receivers  # noqa: F401, PLC0415 -- needs the loaded apps
        from portal.audit.constraints import CONSTRAINTS  # noqa: PLC0415 -- as the other apps do

        install_triggers(self, CONSTRAINTS)
