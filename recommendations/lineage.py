"""Links from recommendations to later ones that take them up again."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.fields import CleanCharField
from reports.models.querysets import PUBLISHED


class LineageLinkQuerySet(models.QuerySet):
    def published(self):
        """Return the links that readers may see: confirmed, with both ends public.

        The dates of the reports give the direction, so that a line never returns to where it began:
        a link that goes back in time, because a date was corrected, is left out. "None later" is
        left out if readers see a later one, which was found or published after the decision.
        """
        in_order = Q(later__report__starts_on__gt=F("earlier__report__starts_on"))
        is_later_public = Q(later__report__status=PUBLISHED) & in_order
        later = self.model._base_manager.filter(
            is_later_public, earlier=OuterRef("earlier"), status=LineageLink.Status.CONFIRMED
        )
        return self.confirmed().filter(
            Q(later=None) & ~Exists(later) | is_later_public, earlier__report__status=PUBLISHED
        )

    def confirmed(self):
        return self.filter(status=LineageLink.Status.CONFIRMED)

    def between_two(self):
        """Leave out the links that say that no later recommendation was made."""
        return self.exclude(later=None)

    def of(self, keys):
        """Return the links that have one of the recommendations at either end."""
        return self.filter(Q(earlier__in=keys) | Q(later__in=keys))

    def of_report(self, report):
        return self.filter(Q(earlier__report=report) | Q(later__report=report))


class LineageLink(models.Model):
    """A decision of an editor: how a later recommendation relates to an earlier one.

    If `later` is empty, no later recommendation had been made by the day of the decision. That
    decision is kept if a later recommendation is confirmed after all, but has no effect while the
    later recommendation is public.
    """

    class Kind(models.TextChoices):
        REPEATED = "repeated", _("Repeated")
        STRENGTHENED = "strengthened", _("Strengthened")
        NARROWED = "narrowed", _("Narrowed")
        MERGED = "merged", _("Merged with others")
        SPLIT = "split", _("Split")
        NONE_LATER = "none", _("None later")

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        REJECTED = "rejected", _("Rejected")

    earlier = models.ForeignKey(
        "recommendations.Recommendation", models.PROTECT, related_name="later_links"
    )
    later = models.ForeignKey(
        "recommendations.Recommendation", models.PROTECT, null=True, related_name="earlier_links"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)
    status = models.CharField(max_length=9, choices=Status.choices)
    decided_by = CleanCharField(
        max_length=150, help_text="The name of the account, as it was then."
    )
    decided_at = models.DateTimeField(default=timezone.now)

    objects = LineageLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="unique_lineage_link"),
            models.UniqueConstraint(
                fields=["earlier"], condition=Q(later=None), name="unique_none_later"
            ),
            models.CheckConstraint(
                name="lineage_status_is_known", condition=Q(status__in=["confirmed", "rejected"])
            ),
            models.CheckConstraint(
                name="confirmed_lineage_has_a_kind",
                condition=Q(
                    status="confirmed",
                    later__isnull=False,
                    kind__in=["repeated", "strengthened", "narrowed", "merged", "split"],
                )
                | Q(status="confirmed", later=None, kind="none")
                | Q(status="rejected", later__isnull=False, kind=""),
            ),
            models.CheckConstraint(
                name="lineage_leads_to_another", condition=~Q(earlier=models.F("later"))
            ),
        ]

    def __str__(self):
        return f"{self.earlier_id} → {self.later_id}: {self.kind or self.status}"
