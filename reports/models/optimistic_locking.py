"""Optimistic locking by a version number."""

from django.db import models
from django.db.models import F


class StaleSaveError(Exception):
    """The record has changed since it was read."""

    def __str__(self):
        return "Another editor has saved this since you opened it. Nothing was changed."


class Versioned(models.Model):
    """An editable record: each save calls `bump_version` first."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def bump_version(self, version):
        """Increase the version; raise StaleSaveError unless it is the given one.

        Call it inside the transaction that saves. Comparison and increment are one UPDATE,
        so of two concurrent saves of one version only one succeeds.
        """
        unchanged = type(self)._base_manager.filter(pk=self.pk, version=version)
        if not unchanged.update(version=F("version") + 1):
            raise StaleSaveError
        self.version = version + 1
