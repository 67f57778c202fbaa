from django.apps import AppConfig

from reports.constraints import CONSTRAINTS
from reports.database_views import install_views
from reports.triggers import install_triggers


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Reports"

    def ready(self):
        # Models are not imported before the apps are ready.
        from reports.models.statements import STATEMENT_VIEW  # noqa: PLC0415

        install_triggers(self, CONSTRAINTS)
        install_views(self, [STATEMENT_VIEW])
