from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "search"

    def ready(self):
        # Hears report_changed.
        from portal.search import changes  # noqa: F401, PLC0415 -- needs the loaded apps
