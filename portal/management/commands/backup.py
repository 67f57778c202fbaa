"""manage.py backup FILE"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.failures.messages import operator_message
from portal.management.ended_by_exception import ended_by_exception
from portal.management.progress import progress_bar
from portal.operations.backup.archive_file import BackupRefusedError
from portal.operations.backup.write import write_backup


class Command(BaseCommand):
    help = "Write everything that the portal keeps into one file, as of one moment, while editors go on saving."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="new file, such as /srv/backups/portal.zip")

    def handle(self, *, file, **options):
        try:
            with (
                ended_by_exception(),
                progress_bar(total=None, unit=" rows", stream=self.stderr) as progress,
            ):
                manifest = write_backup(file, progress.update)
        except BackupRefusedError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"“{file}” cannot be written ({error.strerror}).") from None
        except DatabaseError as error:
            raise CommandError(operator_message(error)) from None
        self.stdout.write(
            f"{file}: {manifest.row_count:,} rows of {len(manifest.tables)} tables, {file.stat().st_size:,} bytes\n"
            f"Not inside, keep elsewhere: the settings, with {', '.join(manifest.left_out_settings)}; "
            "the file secret_key.\n"
            f"Inside: {manifest.confidential[0].lower()}{manifest.confidential[1:]}\n"
            f"Now verify it: manage.py verify_backup {file}"
        )
