"""The one gate: what `.published()` lets through, for every kind of record."""

from functools import cache

from django.db import models
from django.db.models import Exists, OuterRef, Q

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
        return self.filter(
            named_by_a_published_report(self.model, self.paths_to_reports)
        )


# Made once: to make it takes Django longer than the database needs to answer.
@cache
def named_by_a_published_report(model, paths):
    # One look a path, which ends at the first report that names the record: joins over
    # several to-many relations would multiply rows, lists of keys would read them all.
    named = Q(pk__in=[])
    for path in paths:
        this = model._base_manager.filter(pk=OuterRef("pk"))
        named |= Q(Exists(this.filter(**{f"{path}__status": PUBLISHED})))
    return named
