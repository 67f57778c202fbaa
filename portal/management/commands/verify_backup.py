"""manage.py verify_backup FILE"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.failures.messages import operator_message
from portal.management.progress import progress_bar
from portal.operations.backup.archive_file import BackupRefusedError
from portal.operations.backup.verify import verify_backup


class Command(BaseCommand):
    help = "Read a backup from end to end, and say whether this version can restore it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            with progress_bar(total=None, unit=" rows", stream=self.stderr) as progress:
                verified = verify_backup(file, progress.update)
        except BackupRefusedError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"“{file}” cannot be read ({error.strerror}).") from None
        except DatabaseError as error:
            raise CommandError(operator_message(error)) from None
        manifest = verified.manifest
        self.stdout.write(
            f"{file}: complete; {manifest.row_count:,} rows of {len(manifest.tables)} tables, made at "
            f"{manifest.made_at:%Y-%m-%d %H:%M} UTC by version {manifest.version}\n"
            f"SHA-256 {verified.sha256}"
        )
        if verified.not_recorded:
            self.stdout.write(f"Not recorded on this portal: {verified.not_recorded}.")
