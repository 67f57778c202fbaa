"""manage.py export_data"""

from django.core.management.base import BaseCommand

from portal.exports.public_data import package


class Command(BaseCommand):
    help = "Write all public data into the ZIP archive that /data/ offers."

    def handle(self, **options):
        written = package.write_package()
        self.stdout.write(f"{written.path}: {written.size:,} bytes, SHA-256 {written.sha256}")
        for name, count in written.rows.items():
            self.stdout.write(f"  {name}: {count:,}")
