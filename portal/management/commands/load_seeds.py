"""manage.py load_seeds"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.importing import curated, intake, seeds
from portal.importing.intake import REFUSALS, File, Wishes
from portal.importing.readers import FORMATS
from reports.models import Report, SeededRecord


class Command(BaseCommand):
    help = (
        "Load the vocabulary and, into an empty portal, the reports under seeds/ "
        "that it never had."
    )

    def handle(self, **options):
        try:
            added = seeds.load(settings.SEEDS_DIR / "vocabulary")
        except seeds.SeedError as fault:
            raise CommandError(str(fault)) from None
        for name, count in added.items():
            if count:
                self.stdout.write(f"{name}: {count} added")
        is_empty = not Report.objects.exists()
        for file in sorted((settings.SEEDS_DIR / "reports").glob("*/*")):
            if file.suffix not in FORMATS:
                continue
            if is_empty:
                self.take_in_once(file)
            elif number := curated.confirm(file):
                self.stdout.write(f"{file.parent.name}: {number} themes confirmed")

    def take_in_once(self, file):
        """Publish a report that the portal never had: what was deleted stays deleted."""
        seed = {"file": "reports", "slug": file.parent.name}
        if SeededRecord.objects.filter(**seed).exists():
            return
        wishes = Wishes(publish=True)
        try:
            received = File.at(file)
            # Read before anything is locked; another process may seed the portal meanwhile.
            read = intake.read_for(received, wishes)
            with transaction.atomic():
                _, is_new = SeededRecord.objects.get_or_create(**seed)
                if not is_new:
                    return
                report, _ = intake.store(received, read, wishes)
        except REFUSALS as fault:
            raise CommandError(f"{file}: {fault}") from None
        self.stdout.write(f"{report.slug}: imported and published")
