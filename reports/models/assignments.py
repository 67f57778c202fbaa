"""Which themes a record is assigned, and whether a person has confirmed each."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from reports.models.vocabulary import Theme


class ThemeStatus(models.TextChoices):
    """Whose word an assignment is: the import's, or a curation file's or an editor's."""

    SUGGESTED = "suggested", _("Suggested")
    CONFIRMED = "confirmed", _("Confirmed")


class ThemeAssignmentQuerySet(models.QuerySet):
    def suggested(self):
        return self.filter(status=ThemeStatus.SUGGESTED)

    def for_listing(self):
        """Fetch along the themes, in the order in which they were assigned."""
        return self.select_related("theme").order_by("pk")


class ThemeAssignment(models.Model):
    """A theme of one record. The status has no default: whoever assigns a theme says it."""

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


def status_is_known(name):
    """Return the constraint without which a forgotten status would be stored as none."""
    return models.CheckConstraint(
        name=name, condition=Q(status__in=["suggested", "confirmed"])
    )


class Themed(models.Model):
    """A record with themes, of which `theme_assignments` are the rows."""

    class Meta:
        abstract = True

    @cached_property
    def listed_assignments(self):
        """The assignments as a list, which a page of many records fetches along."""
        return list(self.theme_assignments.for_listing())

    @property
    def listed_themes(self):
        return [one.theme for one in self.listed_assignments]

    def assign_themes(self, keys: Iterable[int], status: str):
        """Give the record the themes of these keys, all with the status, and no others."""
        wanted, assigned = list(dict.fromkeys(keys)), self.theme_assignments
        assigned.exclude(theme__in=wanted).delete()
        assigned.update(status=status)
        there = set(assigned.values_list("theme", flat=True))
        model = assigned.model
        model.objects.bulk_create(
            model(**{assigned.field.name: self}, theme_id=key, status=status)
            for key in wanted
            if key not in there
        )
        self.__dict__.pop("listed_assignments", None)

    def add_themes(self, themes: Iterable[tuple[int, str]]):
        """Assign more themes, as (key, status); what was confirmed before or is now stays so."""
        for key, status in sorted(themes):
            mine, _ = self.theme_assignments.get_or_create(
                theme_id=key, defaults={"status": status}
            )
            if mine.is_suggested and status != mine.status:
                mine.status = status
                mine.save(update_fields=["status"])
        self.__dict__.pop("listed_assignments", None)
