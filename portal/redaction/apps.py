from django.apps import AppConfig


class RedactionConfig(AppConfig):
    name = "portal.redaction"
    label = "redaction"
