"""manage.py restore FILE"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.failures.messages import operator_message
from portal.management.progress import progress_bar
from portal.operations.backup.archive_file import BackupRefusedError
from portal.operations.backup.restore import restore


class Command(BaseCommand):
    help = "Restore a backup into an empty portal: a new DATA_DIR, or an empty PostgreSQL database."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        if not file.is_file():
            raise CommandError(f"There is no file “{file}”.")
        try:
            with progress_bar(total=None, unit=" rows", stream=self.stderr) as progress:
                manifest = restore(file, progress.update)
        except BackupRefusedError as error:
            raise CommandError(str(error)) from None
        except (DatabaseError, OSError) as error:
            raise CommandError(operator_message(error)) from None
        self.stdout.write(
            f"{manifest.row_count:,} rows of {len(manifest.tables)} tables restored, read again and found equal.\n"
            "Set SECRET_KEY to the key of the original, or links in earlier emails stop working. "
            "Then start the portal: it builds its index."
        )
