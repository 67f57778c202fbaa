"""Saves that notice when somebody else has saved in between."""

from django.db import models
from django.db.models import F


class StaleSaveError(Exception):
    """The record has been saved by somebody else since it was read."""


class Versioned(models.Model):
    """A record that people edit: every save through `claim` raises its version by one."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def claim(self, version):
        """Take the right to save over the given version, or raise StaleSaveError.

        Call it inside the transaction that saves. The database compares and counts in
        one statement, so of two editors who hold the same version one gets through.
        """
        mine = type(self)._base_manager.filter(pk=self.pk, version=version)
        if not mine.update(version=F("version") + 1):
            raise StaleSaveError
        self.version = version + 1
