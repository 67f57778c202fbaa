from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "portal.history"
    label = "history"

    def ready(self):
        # Hears what publishing.move does.
        from portal.history import moves  # noqa: F401, PLC0415 -- needs the loaded apps
