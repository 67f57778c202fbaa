"""Delete the archives of public data after a redaction; the periodic job writes a new one."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver

from portal.exports.public_data.package import MANIFEST
from portal.redaction.signals import redacted


@receiver(redacted)
def delete_archives(sender: Any, **signal: Any) -> None:
    transaction.on_commit(delete_files, robust=True)


def delete_files() -> None:
    folder = Path(settings.PUBLIC_DATA_DIR)
    for file in (*folder.glob("*.zip"), folder / MANIFEST):
        file.unlink(missing_ok=True)
