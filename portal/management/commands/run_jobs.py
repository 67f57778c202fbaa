"""manage.py run_jobs [--forever]"""

import os
import signal
import sys
import time

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections

from portal.config.error_reports import send_errors
from portal.operations.jobs import run_due_jobs

SECONDS_BETWEEN_LOOKS = 30
# How soon it ends after the server that started it.
SECONDS_BETWEEN_SIGNS_OF_LIFE = 0.5


class Command(BaseCommand):
    help = (
        "Run the periodic jobs that are due. Any number of schedulers may call it at once: each job "
        "runs in one of them."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--forever",
            action="store_true",
            help="keep looking for due jobs until the program that started this one ends",
        )

    def handle(self, *, forever, **options):
        send_errors()
        if not forever:
            for name in run_due_jobs():
                self.stdout.write(name)
            return
        # Ends a running job by an exception, so that the job is given back.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        parent = os.getppid()
        while os.getppid() == parent:
            self.run_and_wait(parent)

    def run_and_wait(self, parent):
        close_old_connections()
        try:
            run_due_jobs()
        except Error as error:
            # The database will come back.
            self.stderr.write(f"The periodic jobs have no database: {error}")
        close_old_connections()
        until = time.monotonic() + SECONDS_BETWEEN_LOOKS
        while os.getppid() == parent and time.monotonic() < until:
            time.sleep(SECONDS_BETWEEN_SIGNS_OF_LIFE)
