"""manage.py reindex [--changes]"""

import time

from django.core.management.base import BaseCommand, CommandError

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
        done = 0

        def tell(reports):
            nonlocal done
            done += reports
            self.stdout.write(f"\r{done} reports", ending="")
            self.stdout.flush()

        if changes:
            done_so = indexing.catch_up(indexing.FOR_EVER, tell)
        else:
            done_so = indexing.rebuild(tell)
        if not done_so:
            raise CommandError(
                "Another process is writing the index. Try again when it is done."
            )
        published = Report.objects.published().count()
        self.stdout.write(
            f"\rThe index holds {published} published reports "
            f"({time.monotonic() - begun:.1f} s)"
        )
