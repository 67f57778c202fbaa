from django.apps import AppConfig

from reports.triggers import keep


class HistoryConfig(AppConfig):
    name = "portal.history"
    label = "history"

    def ready(self):
        # Hears what publishing.move does.
        from portal.history import moves  # noqa: F401, PLC0415 -- needs the loaded apps
        from portal.history.promises import PROMISES  # noqa: PLC0415 -- as the other apps do

        keep(self, PROMISES)
