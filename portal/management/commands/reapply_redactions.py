"""manage.py reapply_redactions FILE"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.redaction.transfer import reapply


class Command(BaseCommand):
    help = (
        "Apply the redactions of a file that export_redactions has written, after you have restored a "
        "backup that was made before them. It needs the SECRET_KEY with which they were made. Attachments and "
        "evidence that were withheld beside the texts have to be removed again by hand."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            counts = reapply(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from None
        for place, number in counts.items():
            self.stdout.write(f"{place}: {number}")
        self.stdout.write(
            "Done. Then run overwrite_deleted." if counts else "Nothing had to be masked."
        )
