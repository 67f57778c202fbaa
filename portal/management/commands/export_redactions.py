"""manage.py export_redactions FILE"""

from pathlib import Path

from django.core.management.base import BaseCommand

from portal.redaction.transfer import written_redactions


class Command(BaseCommand):
    help = (
        "Write all redactions into a file, without the words: keep it beside the backups. If an "
        "older backup is restored, reapply_redactions masks the words again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        file.write_text(written_redactions(), encoding="utf-8")
        self.stdout.write(f"{file} was written.")
