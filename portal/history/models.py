"""The revisions of a report: each the whole of it, as somebody's save left it."""

import json
import zlib

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.history.schema import upgraded
from portal.history.snapshot import Data
from reports.fields import CleanCharField, CleanTextField
from reports.models import Report
from reports.models.gate import OfReport


class RevisionQuerySet(OfReport):
    def published(self):
        """Let in what readers have had, as long as the report is published."""
        return super().published().exclude(published_at=None)

    def newest_first(self):
        return self.order_by("-number")

    def for_listing(self):
        """Leave what was said where it is: a list needs who, when and what."""
        return self.defer("content", "names").select_related("by")


class Revision(models.Model):
    """What a report said after a save. Nothing of it changes but that it was published.

    `number` is the version of the report, or of its next draft, that the save made: the two
    count on together, so that of two revisions the later has the higher number.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    after = models.PositiveIntegerField(
        null=True, help_text="On top of which revision it was made."
    )
    restored = models.PositiveIntegerField(
        null=True, help_text="Which revision it brought back, if it did."
    )
    made_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="revisions",
    )
    by_name = models.CharField(max_length=200, help_text="Stays when the account goes.")
    deed = CleanCharField(max_length=300, help_text="What the save did.")
    comment = CleanTextField(blank=True, help_text="Why, in the editor's words.")
    content = models.BinaryField(help_text="The snapshot's text, compressed.")
    sha256 = models.CharField(max_length=64, help_text="Of the snapshot's text.")
    names = models.JSONField(
        default=dict, help_text="What the shared records in it were called then."
    )
    published_at = models.DateTimeField(null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="one_revision_of_a_number"
            ),
            models.CheckConstraint(
                name="a_revision_says_what_was_done", condition=~Q(deed="")
            ),
        ]

    def __str__(self):
        return f"Revision {self.number} of “{self.report}”"

    @property
    def text(self) -> str:
        """The snapshot as it was written."""
        return zlib.decompress(bytes(self.content)).decode()

    @property
    def form(self) -> int:
        """The form in which the snapshot is kept: see portal.history.schema."""
        return int(json.loads(self.text)["schema"])

    @property
    def data(self) -> Data:
        """The snapshot, in the present form."""
        return upgraded(json.loads(self.text))


class Presence(models.Model):
    """Somebody who has a piece of a report open."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="presences")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="presences"
    )
    piece = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "account"], name="one_presence_per_report"
            ),
        ]

    def __str__(self):
        return f"{self.account} is editing {self.piece}"

    @property
    def name(self):
        return self.account.get_full_name() or self.account.get_username()
