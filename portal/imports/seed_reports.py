"""Import and publish the reports of seeds, each once: one that was deleted stays deleted."""

from django.db import transaction

from portal.imports import importer
from portal.imports.importer import ImportOptions, Upload
from reports.models import Report, SeededRecord


def import_once(upload: Upload, *, collection: str, name: str) -> Report | None:
    """Import and publish a report that was never loaded before; return it, or None.

    Raises one of counted_imports.REFUSALS, and then stores nothing.
    """
    seed = {"file": collection, "slug": name}
    if SeededRecord.objects.filter(**seed).exists():
        return None
    options = ImportOptions(publish=True)
    # Parse before locking anything; another process may seed the portal meanwhile.
    parsed = importer.parse_upload(upload, options)
    with transaction.atomic():
        _, is_new = SeededRecord.objects.get_or_create(**seed)
        if not is_new:
            return None
        report, _ = importer.store_import(upload, parsed, options)
    return report
