from django.apps import AppConfig

from reports.triggers import install_triggers


class ContentConfig(AppConfig):
    name = "portal.content"

    def ready(self):
        # Connects the receivers of publishing.move and of the notes.
        from portal.content import receivers  # noqa: F401, PLC0415 -- needs the loaded apps
        from portal.content.constraints import CONSTRAINTS  # noqa: PLC0415 -- as the other apps do
        from portal.content.notes import status  # noqa: F401, PLC0415 -- as above

        install_triggers(self, CONSTRAINTS)
