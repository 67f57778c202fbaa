from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "portal.notifications"
    label = "notifications"

    def ready(self):
        # Connects the receiver of status changes.
        from portal.notifications import receivers  # noqa: F401, PLC0415 -- needs the loaded apps
