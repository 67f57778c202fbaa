from django.apps import AppConfig

from recommendations.promises import PROMISES
from reports.triggers import keep


class RecommendationsConfig(AppConfig):
    name = "recommendations"
    verbose_name = "Recommendations"

    def ready(self):
        keep(self, PROMISES)
        # The models are loaded only now.
        from reports.models import Instrument, Organization, Theme  # noqa: PLC0415

        for shared in (Theme, Instrument, Organization):
            shared.objects.all().is_named_through("recommendations__report")
        Organization.objects.all().is_named_through(
            "parts__recommendations__report",
            "instruments_adopted__recommendations__report",
        )
