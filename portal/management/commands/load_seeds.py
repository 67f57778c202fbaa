"""manage.py load_seeds"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.importing import seeds
from portal.importing.intake import Wishes, take_in
from portal.importing.readers import READERS
from reports.models import Report


class Command(BaseCommand):
    help = "Load the vocabulary and, into an empty portal, the reports under seeds/."

    def handle(self, **options):
        try:
            added = seeds.load(settings.SEEDS_DIR / "vocabulary")
        except seeds.SeedError as fault:
            raise CommandError(str(fault)) from None
        for name, count in added.items():
            if count:
                self.stdout.write(f"{name}: {count} added")
        if Report.objects.exists():
            return
        for file in sorted((settings.SEEDS_DIR / "reports").glob("*/*")):
            if file.suffix in READERS:
                report, _ = take_in(file, Wishes(publish=True))
                self.stdout.write(f"{report.slug}: imported and published")
