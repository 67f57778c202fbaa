"""Querysets with `published()`: the single definition of which records are public."""

from functools import cache

from django.db import models
from django.db.models import Exists, OuterRef, Q

PUBLISHED = "published"


class ReportOwnedQuerySet(models.QuerySet):
    """Records that belong to one report: public if the report is."""

    report_path = "report"

    def published(self):
        return self.filter(**{f"{self.report_path}__status": PUBLISHED})


class SharedQuerySet(models.QuerySet):
    """Records that many reports refer to: public if a published report does.

    `report_paths` are all lookups from the record to a report. Those through
    `recommendations` are relations of the recommendations app.
    """

    report_paths: tuple[str, ...] = ()

    def published(self):
        return self.filter(published_reference_q(self.model, self.report_paths))


# Cached: building it takes Django longer than the database needs to answer.
@cache
def published_reference_q(model, paths):
    # One EXISTS per path: joins over several to-many relations would multiply rows,
    # subqueries of keys would read all rows.
    condition = Q(pk__in=[])
    for path in paths:
        record = model._base_manager.filter(pk=OuterRef("pk"))
        condition |= Q(Exists(record.filter(**{f"{path}__status": PUBLISHED})))
    return condition
