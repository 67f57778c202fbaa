"""manage.py reindex [--changes]"""

import time

from django.core.management.base import BaseCommand, CommandError

from portal.management.progress import progress
from portal.search import indexing
from reports.models import Report


class Command(BaseCommand):
    help = "Build the search index anew from the database."

    def add_arguments(self, parser):
        parser.add_argument(
            "--changes",
            action="store_true",
            help="keep an index that fits the database, and add what has changed since",
        )

    def handle(self, *, changes, **options):
        if changes and indexing.is_current():
            return
        begun = time.monotonic()
        published = Report.objects.published().count()
        total = None if changes else published
        with progress(total=total, unit=" reports", stream=self.stderr) as bar:
            if changes:
                is_done = indexing.catch_up(indexing.FOR_EVER, bar.update)
            else:
                is_done = indexing.rebuild(bar.update)
        if not is_done:
            raise CommandError(
                "Another process is writing the index. Try again when it is done."
            )
        self.stdout.write(
            f"The index holds {published} published reports "
            f"({time.monotonic() - begun:.1f} s)"
        )
