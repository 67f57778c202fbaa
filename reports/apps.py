from django.apps import AppConfig

from reports.promises import PROMISES
from reports.triggers import keep


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Reports"

    def ready(self):
        keep(self, PROMISES)
