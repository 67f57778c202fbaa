"""manage.py load_seeds"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.documents.readers import FORMATS
from portal.imports import curation, seed_reports, seeds
from portal.imports.counted_imports import REFUSALS
from portal.imports.importer import Upload
from reports.models import Report


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
        """Confirm what was added to the curation file after an unedited report was loaded."""
        confirmed = curation.confirm_curation(file)
        name = file.parent.name
        if confirmed.themes:
            self.stdout.write(f"{name}: {confirmed.themes} themes confirmed")
        if confirmed.recommendations:
            self.stdout.write(
                f"{name}: statements of {confirmed.recommendations} recommendations confirmed"
            )

    def import_seed(self, file):
        try:
            report = seed_reports.import_once(
                Upload.at(file), collection="reports", name=file.parent.name
            )
        except REFUSALS as error:
            raise CommandError(f"{file}: {error}") from None
        if report:
            self.stdout.write(f"{report.slug}: imported and published")
