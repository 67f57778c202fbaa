"""manage.py load_demo"""

from django.core.management.base import BaseCommand, CommandError

from portal.demo import loading
from portal.demo.rounds import RefusedTableError
from portal.imports.counted_imports import REFUSALS


class Command(BaseCommand):
    help = (
        "Load invented reports, with what editors decided about them, and two accounts into a "
        "portal that has nothing but the seeds. `make demo` does this, and starts the portal."
    )

    def handle(self, **options):
        try:
            loading.refuse_other_portal()
            for line in loading.load_demo():
                self.stdout.write(line)
        except (loading.OtherPortalError, RefusedTableError, *REFUSALS) as error:
            raise CommandError(str(error)) from None
