"""What participants say in paragraphs."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Value
from django.db.models.functions import Concat

from reports.models.paragraphs import Paragraph, ParagraphTheme
from reports.models.people import Participation, prefetch_affiliations
from reports.models.querysets import ReportOwnedQuerySet


class SpokenQuerySet(ReportOwnedQuerySet):
    """Records of what is said in a paragraph, with the participant who says it, if any."""

    # The order of the speakers of one paragraph.
    order_of_speakers: tuple[str, ...] = ("pk",)

    def with_session_key(self):
        """Annotate `session_key`, the value of Session.key."""
        return self.annotate(
            session_key=Concat(
                "paragraph__report__slug",
                Value("/"),
                "paragraph__session__anchor",
                output_field=models.CharField(),
            )
        )

    def for_listing(self):
        """Fetch the related records that a list displays."""
        return self.select_related(
            "paragraph__report",
            "paragraph__session__report",
            "participation__person",
        ).prefetch_related(
            prefetch_affiliations("participation__"),
            Prefetch(
                "paragraph__theme_assignments",
                ParagraphTheme.objects.for_listing(),
                to_attr="listed_assignments",
            ),
        )

    def in_document_order(self):
        return self.order_by(
            "-paragraph__report__starts_on",
            "paragraph__report",
            "paragraph__session__position",
            "paragraph__position",
            *self.order_of_speakers,
        )


class ContributionQuerySet(SpokenQuerySet):
    report_path = "participation__report"


class Contribution(models.Model):
    """The speech of one participant in one paragraph."""

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="contributions")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="contributions")

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "participation"],
                name="unique_contribution",
            ),
        ]

    def __str__(self):
        return f"{self.participation.person} in {self.paragraph}"

    def get_absolute_url(self):
        return self.paragraph.get_absolute_url()

    def clean(self):
        """Raise ValidationError for values that a database trigger would refuse."""
        if not (hasattr(self, "paragraph") and hasattr(self, "participation")):
            return
        if self.paragraph.voice != Paragraph.Voice.NAMED:
            raise ValidationError(
                f"{self.paragraph} has the voice “{self.paragraph.get_voice_display()}”, so it "
                "cannot have speakers."
            )
        if self.paragraph.report_id != self.participation.report_id:
            raise ValidationError(
                f"{self.participation.person} took part in another report's workshop."
            )
