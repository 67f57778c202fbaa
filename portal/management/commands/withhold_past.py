"""manage.py withhold_past SLUG"""

from django.core.management.base import BaseCommand

from portal.exports.archive.withholding import withhold_report
from portal.management.args import get_report


class Command(BaseCommand):
    help = (
        "Delete the texts of everything that a report has shown so far from the archive of past lists, "
        "which count it as left out from then on. What the report shows now is archived anew."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug")

    def handle(self, *, slug, **options):
        count = withhold_report(get_report(slug))
        self.stdout.write(f"{slug}: {count} past states withheld")
