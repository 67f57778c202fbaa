from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "search"

    def ready(self):
        # Connects the receiver of report_changed.
        from portal.search.index import log  # noqa: F401, PLC0415 -- needs the loaded apps
