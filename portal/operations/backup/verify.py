"""Verify a backup, and record on the portal that it was verified."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from portal.failures.messages import operator_message
from portal.operations.backup.manifest import Manifest
from portal.operations.backup.read import opened_backup, verify
from portal.operations.backup.write import Progress
from portal.operations.models import VerifiedBackup

# How many records are kept; the desk needs only the newest.
KEPT_RECORDS = 1000


@dataclass(frozen=True)
class Verified:
    """What was verified; `not_recorded` says why the portal does not know of it."""

    manifest: Manifest
    size: int
    sha256: str
    not_recorded: str


def verify_backup(path: Path, advance: Progress = lambda rows: None) -> Verified:
    """Read a backup from end to end; raise BackupRefusedError."""
    with opened_backup(path) as backup:
        verify(backup, advance)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    verified = Verified(backup.manifest, path.stat().st_size, sha256, "")
    return Verified(backup.manifest, verified.size, sha256, record(path, verified))


def record(path: Path, verified: Verified) -> str:
    """Record the backup if it is one of this portal; return why it was not recorded."""
    if verified.manifest.base_url != settings.BASE_URL:
        return f"it is a backup of {verified.manifest.base_url}"
    try:
        if VerifiedBackup._meta.db_table not in connection.introspection.table_names():
            return "the database is not migrated"
        VerifiedBackup.objects.update_or_create(
            sha256=verified.sha256,
            defaults={
                "file": str(path.absolute()),
                "size": verified.size,
                "made_at": verified.manifest.made_at,
                "verified_at": timezone.now(),
            },
        )
        kept = VerifiedBackup.objects.order_by("-made_at")[:KEPT_RECORDS]
        VerifiedBackup.objects.exclude(pk__in=[backup.pk for backup in kept]).delete()
    except DatabaseError as error:
        return operator_message(error).rstrip(".")
    return ""
