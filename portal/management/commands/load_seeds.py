"""manage.py load_seeds"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.documents.readers import FORMATS
from portal.imports import curation, importer, seeds
from portal.imports.importer import REFUSALS, ImportOptions, Upload
from reports.models import Report, SeededRecord


class Command(BaseCommand):
    help = (
        "Load the vocabulary. If the portal is empty, also publish the reports in seeds/ that were "
        "never loaded before."
    )

    def handle(self, **options):
        try:
            added = seeds.load_seeds(settings.SEEDS_DIR / "vocabulary")
        except seeds.SeedError as error:
            raise CommandError(str(error)) from None
        for name, count in added.items():
            if count:
                self.stdout.write(f"{name}: {count} added")
        is_empty = not Report.objects.exists()
        for file in sorted((settings.SEEDS_DIR / "reports").glob("*/*")):
            if file.suffix not in FORMATS:
                continue
            if is_empty:
                self.import_seed(file)
            else:
                self.confirm(file)

    def confirm(self, file):
        """Confirm what the curation file has come to say since an unedited report was loaded."""
        confirmed = curation.confirm_curation(file)
        name = file.parent.name
        if confirmed.themes:
            self.stdout.write(f"{name}: {confirmed.themes} themes confirmed")
        if confirmed.recommendations:
            self.stdout.write(
                f"{name}: statements of {confirmed.recommendations} recommendations confirmed"
            )

    def import_seed(self, file):
        """Import and publish a report that was never loaded before; a deleted one stays deleted."""
        seed = {"file": "reports", "slug": file.parent.name}
        if SeededRecord.objects.filter(**seed).exists():
            return
        options = ImportOptions(publish=True)
        try:
            upload = Upload.at(file)
            # Parse before locking anything; another process may seed the portal meanwhile.
            parsed = importer.parse_upload(upload, options)
            with transaction.atomic():
                _, is_new = SeededRecord.objects.get_or_create(**seed)
                if not is_new:
                    return
                report, _ = importer.store_import(upload, parsed, options)
        except REFUSALS as error:
            raise CommandError(f"{file}: {error}") from None
        self.stdout.write(f"{report.slug}: imported and published")
