from django.apps import AppConfig

from recommendations.constraints import CONSTRAINTS
from reports.triggers import install_triggers


class RecommendationsConfig(AppConfig):
    name = "recommendations"
    verbose_name = "Recommendations"

    def ready(self):
        install_triggers(self, CONSTRAINTS)
