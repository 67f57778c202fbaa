"""Redactions: proposed by one account, decided by another, and recorded without the words."""

from django.db import models
from django.db.models import Q

from portal.redaction.hashes import Hash
from portal.redaction.passages import MASK
from reports.fields import CleanCharField, CleanTextField


class RedactionQuerySet(models.QuerySet):
    def proposed(self):
        return self.filter(status=Redaction.Status.PROPOSED)

    def applied(self):
        return self.filter(status=Redaction.Status.APPLIED)


class Redaction(models.Model):
    """Passages to mask, until a second person decides; afterwards only what was done.

    It has no foreign keys to accounts: it outlives them, as the audit log does.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        APPLIED = "applied", "Applied"
        DECLINED = "declined", "Declined"

    status = models.CharField(max_length=8, choices=Status.choices, default=Status.PROPOSED)
    passages = models.TextField(
        blank=True, help_text="One in each line; erased when the redaction is decided."
    )
    # [model, key] of the files to withhold besides those whose text has a passage.
    files = models.JSONField(default=list)
    reason = CleanTextField()
    legal_ground = CleanCharField(max_length=200, blank=True)
    proposed_by = CleanCharField(max_length=200)
    proposed_by_key = models.PositiveBigIntegerField(null=True)
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = CleanCharField(max_length=200, blank=True)
    decided_by_key = models.PositiveBigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    # {place: number of rows that were changed}
    counts = models.JSONField(default=dict)
    # [number of words, keyed hash] of each passage: by these it is recognized if it comes back.
    hashes = models.JSONField(default=list)

    # Newest entry of the index's change log afterwards: public data written before it are out of date.
    change_key = models.PositiveBigIntegerField(default=0)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decided_redaction_has_no_words",
                condition=Q(status="proposed") | Q(passages=""),
            ),
            models.CheckConstraint(
                name="redaction_status_is_known",
                condition=Q(status__in=["proposed", "applied", "declined"]),
            ),
        ]

    def __str__(self):
        return f"Redaction {self.pk}"

    @property
    def lines(self) -> list[str]:
        """The passages. Those that another redaction also had are already masked."""
        return [line for line in self.passages.splitlines() if MASK not in line]

    @property
    def masked_lines(self) -> list[str]:
        """Passages that nobody can look for any more, as another redaction has masked their words."""
        return [line for line in self.passages.splitlines() if MASK in line]

    @property
    def hash_set(self) -> set[Hash]:
        return {(length, digest) for length, digest in self.hashes}
