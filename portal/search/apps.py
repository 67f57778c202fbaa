from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "search"

    def ready(self):
        # Connects the receivers of report_changed and redacted.
        from portal.search import redacted  # noqa: F401, PLC0415 -- needs the loaded apps
        from portal.search.index import log  # noqa: F401, PLC0415 -- needs the loaded apps
