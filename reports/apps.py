from django.apps import AppConfig

from reports.constraints import CONSTRAINTS
from reports.triggers import install_triggers


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Reports"

    def ready(self):
        install_triggers(self, CONSTRAINTS)
