"""The revisions of a report, each a complete snapshot, and the presence of editors."""

import json
import zlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from portal.content.snapshot import Snapshot, from_json
from reports.fields import CleanCharField, CleanTextField
from reports.models import Report
from reports.models.querysets import ReportOwnedQuerySet


class RevisionQuerySet(ReportOwnedQuerySet):
    def published(self):
        """Keep the revisions that were published, of reports that are published."""
        return super().published().exclude(published_at=None)

    def newest_first(self):
        return self.order_by("-number")

    def for_listing(self):
        """Defer the snapshot and the names, which a list does not show."""
        return self.defer("content", "names").select_related("by")


class Revision(models.Model):
    """The content of a report after a save. Only `published_at` and `by` may change later.

    `number` is the version that the save gave to the report or its draft version. Both share one
    sequence, so that the later of two revisions has the higher number.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    base_number = models.PositiveIntegerField(
        null=True, help_text="Number of the revision that it is based on."
    )
    restored_from = models.PositiveIntegerField(
        null=True, help_text="Number of the revision that it restored."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="revisions",
    )
    by_name = models.CharField(max_length=200, help_text="Kept when the account is deleted.")
    action = CleanCharField(max_length=300, help_text="What the save did.")
    comment = CleanTextField(blank=True, help_text="Reason given by the editor.")
    content = models.BinaryField(help_text="The serialized snapshot, compressed with zlib.")
    sha256 = models.CharField(max_length=64, help_text="Of the serialized snapshot.")
    names = models.JSONField(
        default=dict, help_text="Names of the referenced entities at the time."
    )
    published_at = models.DateTimeField(null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="unique_revision_number"),
            models.CheckConstraint(name="revision_action_is_set", condition=~Q(action="")),
        ]

    def __str__(self):
        return f"Revision {self.number} of “{self.report}”"

    @property
    def text(self) -> str:
        """Return the serialized snapshot as it was stored."""
        return zlib.decompress(bytes(self.content)).decode()

    @cached_property
    def snapshot(self) -> Snapshot:
        """Return the content, in the current schema."""
        return from_json(json.loads(self.text))

    @property
    def schema(self) -> int:
        """The schema of the snapshot when it was stored."""
        return int(json.loads(self.text)["schema"])


class FileValues(models.Model):
    """What the file imported by a revision says, if that differs from the revision.

    A reimport merges the values of the file with those that editors have set. The next reimport
    needs the values of the file, to tell what has changed in it. Never shown as a revision.
    """

    revision = models.OneToOneField(Revision, models.CASCADE, related_name="file_values")
    content = models.BinaryField(help_text="The serialized snapshot, compressed with zlib.")

    def __str__(self):
        return f"What the file of {self.revision} says"

    @cached_property
    def snapshot(self) -> Snapshot:
        """Return what the file says under the keys of the report, in the current schema."""
        return from_json(json.loads(zlib.decompress(bytes(self.content)).decode()))


class Presence(models.Model):
    """An account that is changing an item of a report in the editor."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="presences")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="presences")
    item = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "account"], name="unique_presence"),
        ]

    def __str__(self):
        return f"{self.account} is editing {self.item}"

    @property
    def name(self):
        return self.account.get_full_name() or self.account.get_username()
