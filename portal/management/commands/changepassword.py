"""manage.py changepassword NAME: Django's command, with an entry in the audit log."""

import getpass

from django.contrib.auth.management.commands import changepassword
from django.contrib.auth.models import User

from portal.audit import log
from portal.audit.log import AuditTarget


class Command(changepassword.Command):
    def handle(self, *args, **options):
        # No transaction: it would stay open while the password is typed.
        message = super().handle(*args, **options)
        name = options["username"] or getpass.getuser()
        account = User.objects.get_by_natural_key(name)
        target = AuditTarget("account", str(account.pk), account.get_username())
        log.log(None, "Password set from the command line", target)
        return message
