"""Assignments of themes to records."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from reports.models.labels import LabelsPrefetch
from reports.models.vocabulary import Theme


class ThemeStatus(models.TextChoices):
    """Suggested by the import, or confirmed by an editor or a curation file."""

    SUGGESTED = "suggested", _("Suggested")
    CONFIRMED = "confirmed", _("Confirmed")


class ThemeAssignmentQuerySet(models.QuerySet):
    def suggested(self):
        return self.filter(status=ThemeStatus.SUGGESTED)

    def for_listing(self):
        """Select the themes, in the order of assignment."""
        return (
            self.select_related("theme")
            .prefetch_related(LabelsPrefetch(Theme, "theme__"))
            .order_by("pk")
        )


class ThemeAssignment(models.Model):
    """A theme of a record. The status has no default, so that every caller sets it."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="+")
    status = models.CharField(max_length=9, choices=ThemeStatus.choices)

    objects = ThemeAssignmentQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.theme} ({self.get_status_display().lower()})"

    @property
    def is_suggested(self):
        return self.status == ThemeStatus.SUGGESTED


def theme_status_constraint(name):
    """Return the constraint that rejects an empty status, which results if a caller sets none."""
    return models.CheckConstraint(name=name, condition=Q(status__in=["suggested", "confirmed"]))


class ThemedModel(models.Model):
    """A record with themes, which are stored as the rows in `theme_assignments`."""

    class Meta:
        abstract = True

    @cached_property
    def listed_assignments(self):
        """The assignments as a list; list pages prefetch it."""
        return list(self.theme_assignments.for_listing())

    @property
    def listed_themes(self):
        return [assignment.theme for assignment in self.listed_assignments]

    def assign_themes(self, keys: Iterable[int], status: str):
        """Replace the themes with those that have the keys, all with the status."""
        theme_ids, assignments = list(dict.fromkeys(keys)), self.theme_assignments
        assignments.exclude(theme__in=theme_ids).delete()
        assignments.update(status=status)
        assigned = set(assignments.values_list("theme", flat=True))
        model = assignments.model
        model.objects.bulk_create(
            model(**{assignments.field.name: self}, theme_id=key, status=status)
            for key in theme_ids
            if key not in assigned
        )
        self.__dict__.pop("listed_assignments", None)

    def add_themes(self, themes: Iterable[tuple[int, str]]):
        """Add themes, as (key, status). A confirmed assignment stays confirmed."""
        for key, status in sorted(themes):
            assignment, _ = self.theme_assignments.get_or_create(
                theme_id=key, defaults={"status": status}
            )
            if assignment.is_suggested and status != assignment.status:
                assignment.status = status
                assignment.save(update_fields=["status"])
        self.__dict__.pop("listed_assignments", None)
