"""manage.py changepassword NAME: Django's, with its line in the audit trail."""

import getpass

from django.contrib.auth.management.commands import changepassword
from django.contrib.auth.models import User

from portal.audit import trail
from portal.audit.trail import Thing


class Command(changepassword.Command):
    def handle(self, *args, **options):
        # Not one transaction: it would stay open while the password is typed.
        told = super().handle(*args, **options)
        name = options["username"] or getpass.getuser()
        account = User.objects.get_by_natural_key(name)
        thing = Thing("account", str(account.pk), account.get_username())
        trail.note(None, "Password set from the command line", thing)
        return told
