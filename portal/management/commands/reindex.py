"""manage.py reindex [--changes]"""

import time

from django.core.management.base import BaseCommand, CommandError

from portal.management.progress import progress_bar
from portal.replica.lag import wait_for_replay
from portal.search.index import writer
from portal.search.index.source import public_reads
from reports.models import Report


class Command(BaseCommand):
    help = "Rebuild the search index from the database."

    def add_arguments(self, parser):
        parser.add_argument(
            "--changes",
            action="store_true",
            help="keep the existing index and only add what has changed",
        )

    def handle(self, *, changes, **options):
        # A replica that lags may lack new columns, or have what has been redacted.
        wait_for_replay()
        with public_reads():
            self.reindex(changes)

    def reindex(self, changes):
        if changes and writer.is_current():
            return
        started = time.monotonic()
        published = Report.objects.published().count()
        total = None if changes else published
        with progress_bar(total=total, unit=" reports", stream=self.stderr) as bar:
            if changes:
                is_done = writer.catch_up(writer.FOR_EVER, bar.update)
            else:
                is_done = writer.rebuild(bar.update)
        if not is_done:
            raise CommandError(
                "Another process is writing the index. Try again when it has finished."
            )
        self.stdout.write(
            f"The index contains {published} published reports ({time.monotonic() - started:.1f} s)"
        )
