"""manage.py createsuperuser: points to the command that also writes the audit log."""

from django.contrib.auth.management.commands import createsuperuser
from django.core.management.base import CommandError


class Command(createsuperuser.Command):
    help = "Disabled: use create_administrator NAME to create the first administrator."

    def execute(self, *args, **options):
        raise CommandError(
            "No account was created. Run: manage.py create_administrator NAME. It creates an "
            "administrator and an entry in the audit log."
        )
