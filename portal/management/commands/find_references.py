"""manage.py find_references"""

from django.core.management.base import BaseCommand

from portal.imports.find_references import find_references
from portal.imports.known_reports import KnownReports
from portal.management.progress import progress_bar
from reports.models import Report


class Command(BaseCommand):
    help = (
        "Suggest what the texts of all reports refer to: paragraphs, annexes, other reports. "
        "Known references, including rejected ones, stay as they are."
    )

    def handle(self, **options):
        others, found = KnownReports.load(), 0
        reports = Report.objects.order_by("pk")
        with progress_bar(total=reports.count(), unit=" reports", stream=self.stderr) as bar:
            for report in reports:
                found += find_references(report, others)
                bar.update(1)
        self.stdout.write(f"{found} references found")
