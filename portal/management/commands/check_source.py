"""manage.py check_source SLUG"""

from django.core.management.base import BaseCommand, CommandError

from portal.content.stored_coverage import find_errors
from portal.management.args import get_report


class Command(BaseCommand):
    help = (
        "Check that a stored report contains exactly the words of its source, in order. Levels, "
        "speakers and themes are not checked: an editor has to judge them."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug")

    def handle(self, *, slug, **options):
        report = get_report(slug)
        if report.source is None:
            raise CommandError(f"“{slug}” was not imported: it has no source to compare.")
        errors = find_errors(report)
        for error in errors:
            self.stdout.write(error.message)
        kinds = [error.kind for error in errors]
        missing, added = kinds.count("missing"), kinds.count("added")
        self.stdout.write(
            f"{slug}: {len(report.source.text)} characters, {missing} missing, {added} added"
        )
        if errors:
            raise SystemExit(1)
