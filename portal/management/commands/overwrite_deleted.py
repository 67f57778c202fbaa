"""manage.py overwrite_deleted"""

from django.core.management.base import BaseCommand

from portal.config.redacted import overwrite_deleted


class Command(BaseCommand):
    help = (
        "Rewrite the database without the bytes of what was deleted or redacted, which it keeps in "
        "free pages. Needs as much free disk space as the database takes, and blocks saves "
        "meanwhile (on PostgreSQL also readers): run it when nobody is working. Write-ahead logs that "
        "PostgreSQL has archived, and backups, keep the words."
    )

    def handle(self, **options):
        overwrite_deleted()
        self.stdout.write("The database was rewritten.")
