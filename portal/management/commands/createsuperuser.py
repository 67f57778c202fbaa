"""manage.py createsuperuser: points to the command that also writes the audit log."""

from django.contrib.auth.management.commands import createsuperuser
from django.core.management.base import CommandError


class Command(createsuperuser.Command):
    help = "Not used here: create_administrator NAME creates the first administrator."

    def execute(self, *args, **options):
        raise CommandError(
            "No account was created. Run: manage.py create_administrator NAME. It creates an "
            "administrator and writes that into the audit log."
        )
