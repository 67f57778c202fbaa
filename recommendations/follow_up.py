"""What became of recommendations: rounds, submissions of stakeholders, and their records."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.fields import CleanCharField, CleanTextField, validate_web_address
from reports.models import Organization, Paragraph, Report
from reports.models.optimistic_locking import Versioned
from reports.models.querysets import PUBLISHED
from reports.url_cache import cached_url


class Side(models.TextChoices):
    """The stakeholder sides that a round asks."""

    GOVERNMENT = "government", _("Governments")
    EMPLOYERS = "employers", _("Employers")
    WORKERS = "workers", _("Workers")
    CIVIL_SOCIETY = "civil-society", _("Civil society")
    INTERNATIONAL = "international", _("International organizations")
    SECRETARIAT = "secretariat", _("Secretariat")


# The statuses after which nothing is due anymore.
FINISHED = ("done", "dropped")


class RoundQuerySet(models.QuerySet):
    def published(self):
        return self.filter(status=PUBLISHED)

    def about_public_reports(self):
        """Keep the rounds that ask about a report that readers see."""
        reports = self.model.reports.through.objects.filter(round=models.OuterRef("pk"))
        return self.filter(models.Exists(reports.filter(report__status=PUBLISHED)))


class Round(Versioned):
    """A round: a series asks stakeholders what became of the recommendations of its reports."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    series = CleanCharField(max_length=200)
    name = CleanCharField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    starts_on = models.DateField("from")
    ends_on = models.DateField("to")
    questions = CleanTextField(blank=True, help_text="What stakeholders are asked.")
    reports = models.ManyToManyField(
        Report,
        related_name="rounds",
        help_text="The reports whose recommendations are asked about.",
    )
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.DRAFT)
    published_at = models.DateTimeField(null=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                name="round_status_is_known", condition=Q(status__in=["draft", "published"])
            ),
            models.CheckConstraint(
                name="round_ends_after_it_starts", condition=Q(ends_on__gte=models.F("starts_on"))
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return cached_url("site:round", self.slug)


class SubmissionQuerySet(models.QuerySet):
    # A body that has reported has a public page.
    names_in_public = True
    concerned_report_path = "records__recommendation__report"

    def published(self):
        return self.filter(status=PUBLISHED, round__status=PUBLISHED)

    def naming_in_public(self):
        """Keep submissions that show their body to readers: with a record about a public report."""
        public = FollowUp.objects.published().filter(submission=models.OuterRef("pk"))
        return self.filter(models.Exists(public))

    def unfinished(self):
        return self.filter(status__in=[Submission.Status.DRAFT, Submission.Status.IN_REVIEW])


class Submission(models.Model):
    """What one body sent in for a round. Its records are reviewed and published together."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    round = models.ForeignKey(Round, models.PROTECT, related_name="submissions")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="submissions", verbose_name="reporting body"
    )
    side = models.CharField(max_length=13, choices=Side.choices)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = CleanCharField(
        max_length=200, help_text="The name of the account, as it was then."
    )
    published_at = models.DateTimeField(null=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="submission_side_is_known", condition=Q(side__in=Side.values)
            ),
            models.CheckConstraint(
                name="submission_status_is_known",
                condition=Q(status__in=["draft", "in_review", "published", "withdrawn"]),
            ),
        ]

    def __str__(self):
        return f"{self.organization}, {self.get_side_display()}: {self.round}"


class EvidenceFile(models.Model):
    """A file sent in as evidence, kept as received."""

    name = CleanCharField(max_length=255)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = CleanCharField(max_length=200, help_text="The name of the account, as it was then.")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "name", "media_type"], name="unique_evidence_file"
            )
        ]

    def __str__(self):
        return self.name


class FollowUpQuerySet(models.QuerySet):
    # A body that is named as responsible has a public page, too.
    names_in_public = True
    concerned_report_path = "recommendation__report"

    def published(self):
        """Return the records that readers may see: submission, round and report are public."""
        return self.filter(
            submission__status=PUBLISHED,
            submission__round__status=PUBLISHED,
            recommendation__report__status=PUBLISHED,
        )

    def naming_in_public(self):
        return self.published()

    def current(self):
        """Keep the newest record of each recommendation, round, body and side."""
        newer = self.filter(
            recommendation=models.OuterRef("recommendation"),
            submission__round=models.OuterRef("submission__round"),
            submission__organization=models.OuterRef("submission__organization"),
            submission__side=models.OuterRef("submission__side"),
            pk__gt=models.OuterRef("pk"),
        )
        return self.exclude(models.Exists(newer))

    def latest(self):
        """Keep the newest record of each recommendation, body and side, from their last round."""
        starts_on = "submission__round__starts_on"
        is_later_round = Q(**{f"{starts_on}__gt": models.OuterRef(starts_on)}) | Q(
            **{starts_on: models.OuterRef(starts_on)},
            submission__round__gt=models.OuterRef("submission__round"),
        )
        is_correction = Q(
            submission__round=models.OuterRef("submission__round"), pk__gt=models.OuterRef("pk")
        )
        newer = self.filter(
            is_later_round | is_correction,
            recommendation=models.OuterRef("recommendation"),
            submission__organization=models.OuterRef("submission__organization"),
            submission__side=models.OuterRef("submission__side"),
        )
        return self.exclude(models.Exists(newer))

    def for_listing(self):
        """Fetch the related records that a list displays, without the content of files."""
        return self.select_related(
            "submission__round",
            "submission__organization",
            "responsible",
            "recommendation__report",
            "evidence_file",
            "evidence_paragraph__report",
            "evidence_paragraph__session",
        ).defer("evidence_file__content", "recommendation__spans", "recommendation__text_markdown")

    def overdue(self, today):
        """Keep what was due before today and is neither done nor dropped."""
        return self.filter(due_on__lt=today).exclude(status__in=FINISHED)


class FollowUp(models.Model):
    """What one body says became of one recommendation. Only a later record corrects it.

    Triggers refuse to change or delete a record; merging two organizations may change
    `responsible`.
    """

    class Response(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        PARTLY = "partly", _("Accepted in part")
        NOTED = "noted", _("Noted")
        NOT_ACCEPTED = "not-accepted", _("Not accepted")

    class Status(models.TextChoices):
        NOT_BEGUN = "not-begun", _("Not begun")
        UNDER_WAY = "under-way", _("Under way")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="records")
    recommendation = models.ForeignKey(
        "recommendations.Recommendation", models.PROTECT, related_name="follow_ups"
    )
    response = models.CharField(max_length=12, choices=Response.choices, blank=True)
    status = models.CharField(max_length=9, choices=Status.choices, blank=True)
    responsible = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responsible_for",
        verbose_name="responsible body",
    )
    due_on = models.DateField("due", null=True, blank=True)
    text = CleanTextField("what was done", blank=True)
    evidence_url = models.URLField(
        "link to evidence", max_length=500, blank=True, validators=[validate_web_address]
    )
    evidence_file = models.ForeignKey(
        EvidenceFile, models.PROTECT, null=True, blank=True, related_name="records"
    )
    evidence_paragraph = models.ForeignKey(
        Paragraph, models.PROTECT, null=True, blank=True, related_name="evidence_for"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = CleanCharField(
        max_length=200, help_text="The name of the account, as it was then."
    )
    recorded_by_key = models.PositiveBigIntegerField(
        null=True, help_text="Primary key of the account, which may be deleted since."
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="follow_up_response_is_known",
                condition=Q(response__in=["", "accepted", "partly", "noted", "not-accepted"]),
            ),
            models.CheckConstraint(
                name="follow_up_status_is_known",
                condition=Q(status__in=["", "not-begun", "under-way", "done", "dropped"]),
            ),
            models.CheckConstraint(
                name="follow_up_says_something",
                condition=~Q(response="", status="", text=""),
            ),
        ]
        # For what is overdue.
        indexes = [models.Index(fields=["due_on"], name="follow_up_by_due_day")]

    def __str__(self):
        return f"{self.recommendation.reference}: {self.get_status_display() or self.text}"
