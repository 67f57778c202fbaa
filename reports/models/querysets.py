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

    `counted_with` are lookups to other shared records; a report that refers to one of those
    counts as one that refers to this record.
    """

    counted_with: tuple[str, ...] = ()

    @property
    def report_paths(self):
        return report_paths(self.model)

    def published(self):
        referred_to = published_reference_q(self.model, self.report_paths)
        return self.filter(referred_to | published_naming_q(self.model))


@cache
def report_paths(model):
    """Return all lookups from a shared record to the reports that refer to it."""
    paths = direct_report_paths(model)
    for lookup in model._default_manager.all().counted_with:
        other = model
        for name in lookup.split("__"):
            other = other._meta.get_field(name).related_model
        paths += tuple(f"{lookup}__{path}" for path in direct_report_paths(other))
    return paths


@cache
def direct_report_paths(model):
    """Return the lookups to the reports whose own records refer to a shared record.

    They follow from the models: every foreign key and every many-to-many relation of a report, or
    of a record that belongs to one. Views are left out: they only repeat rows of tables.
    """
    relations = (
        relation
        for relation in model._meta.get_fields()
        if relation.auto_created and (relation.one_to_many or relation.many_to_many)
    )
    to_report = {
        relation.name: path_to_report(relation.related_model)
        for relation in relations
        if relation.related_model._meta.managed
    }
    return tuple(
        f"{name}__{path}" if path else name for name, path in to_report.items() if path is not None
    )


@cache
def naming_relations(model):
    """Return the relations from records outside reports that are public on their own.

    Such a record names a shared one: a submission its body, for example. The method
    `naming_in_public` of its queryset returns the records that readers see.
    """
    return tuple(
        relation
        for relation in model._meta.get_fields()
        if relation.auto_created
        and relation.one_to_many
        and getattr(relation.related_model._default_manager.all(), "names_in_public", False)
    )


@cache
def published_naming_q(model):
    """Return the condition that a public record outside reports names the shared record."""
    condition = Q(pk__in=[])
    for relation in naming_relations(model):
        named_by = {relation.field.name: OuterRef("pk")}
        public = relation.related_model._default_manager.all().naming_in_public()
        condition |= Q(Exists(public.filter(**named_by)))
    return condition


@cache
def concerned_report_paths(model):
    """Return the lookups to the reports that the records of `naming_relations` are about."""
    return tuple(
        f"{relation.name}__{relation.related_model._default_manager.all().concerned_report_path}"
        for relation in naming_relations(model)
    )


def path_to_report(model):
    """Return the lookup to the report of a record, empty for a report itself; None without one."""
    return getattr(model._default_manager.all(), "report_path", None)


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
