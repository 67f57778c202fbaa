"""manage.py check_source SLUG"""

from django.core.management.base import BaseCommand, CommandError

from portal.importing.check import faults_of
from portal.management.reports import report_named


class Command(BaseCommand):
    help = (
        "Prove that a stored report holds every word of its source, no other, and in its "
        "order. Levels, speakers and themes are an editor's to judge: they are not compared."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug")

    def handle(self, *, slug, **options):
        report = report_named(slug)
        if report.source is None:
            raise CommandError(
                f"“{slug}” was not imported: it has no source to compare."
            )
        faults = faults_of(report)
        for fault in faults:
            self.stdout.write(fault.sentence)
        kinds = [fault.kind for fault in faults]
        missing, added = kinds.count("missing"), kinds.count("added")
        self.stdout.write(
            f"{slug}: {len(report.source.text)} characters, {missing} missing, {added} added"
        )
        if faults:
            raise SystemExit(1)
