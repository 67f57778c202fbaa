"""The statements that led to a recommendation."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.models import Paragraph, Report
from reports.models.querysets import ReportOwnedQuerySet


class RationaleLinkQuerySet(ReportOwnedQuerySet):
    def published(self):
        """Return the links that readers may see: confirmed, in a public report."""
        return super().published().confirmed()

    def confirmed(self):
        return self.filter(status=RationaleLink.Status.CONFIRMED)

    def in_order_of_statements(self):
        return self.order_by("paragraph__session__position", "paragraph__position")


class RationaleLink(models.Model):
    """A paragraph that led to a recommendation of the same report, or the decision that none did.

    If none did, `paragraph` is empty. A rejected paragraph did not lead to the recommendation, and
    is not suggested again.
    """

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        REJECTED = "rejected", _("Rejected")

    report = models.ForeignKey(Report, models.CASCADE, related_name="rationale_links")
    recommendation = models.ForeignKey(
        "recommendations.Recommendation", models.CASCADE, related_name="rationale_links"
    )
    paragraph = models.ForeignKey(
        Paragraph, models.CASCADE, null=True, related_name="rationale_links"
    )
    status = models.CharField(max_length=9, choices=Status.choices)

    objects = RationaleLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "paragraph"], name="unique_rationale_link"
            ),
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=Q(paragraph=None),
                name="unique_rationale_of_none",
            ),
            models.CheckConstraint(
                name="rationale_status_is_known", condition=Q(status__in=["confirmed", "rejected"])
            ),
            models.CheckConstraint(
                name="rationale_of_none_is_confirmed",
                condition=Q(paragraph__isnull=False) | Q(status="confirmed"),
            ),
        ]

    def __str__(self):
        return f"{self.recommendation_id} because of {self.paragraph_id}: {self.status}"
