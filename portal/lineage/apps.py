from django.apps import AppConfig


class LineageConfig(AppConfig):
    name = "portal.lineage"

    def ready(self):
        from portal.lineage import receivers  # noqa: F401, PLC0415 -- needs the loaded apps
