"""The one gate: what `.published()` lets through, for every kind of record."""

from django.db import models
from django.db.models import Q

PUBLISHED = "published"


class OfReport(models.QuerySet):
    """Records that belong to one report: as public as it is."""

    to_report = "report"

    def published(self):
        return self.filter(**{f"{self.to_report}__status": PUBLISHED})


class Shared(models.QuerySet):
    """Records that many reports name: public as soon as a published report names them."""

    @classmethod
    def is_named_through(cls, *paths):
        """Let the records in whose path (look-ups from here to a report) ends at a published report.

        An app that adds a relation to a shared record says so once, when it is ready.
        """
        cls.paths_to_reports = (*cls.paths_to_reports, *paths)

    paths_to_reports: tuple[str, ...] = ()

    def published(self):
        # One subquery a path: joins over several to-many relations would multiply rows.
        named = Q(pk__in=[])
        for path in self.paths_to_reports:
            through = self.model._base_manager.filter(**{f"{path}__status": PUBLISHED})
            named |= Q(pk__in=through.values("pk"))
        return self.filter(named)
