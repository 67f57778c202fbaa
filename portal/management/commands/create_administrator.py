"""manage.py create_administrator NAME"""

import getpass
import sys

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.accounts.giving import give_role
from portal.accounts.roles import Role
from portal.audit import trail
from portal.audit.trail import Thing


class Command(BaseCommand):
    help = (
        "Make an account that administers the portal. The password is asked for twice, or read "
        "from the first line of what is piped in."
    )

    def add_arguments(self, parser):
        parser.add_argument("name")
        parser.add_argument("--email", default="")

    def handle(self, *, name, email, **options):
        if User.objects.filter(username__iexact=name).exists():
            raise CommandError(f"There is an account “{name}” already.")
        account = User(username=name, email=email, is_staff=True)
        password = self.password()
        try:
            account.full_clean(exclude=["password"])
            validate_password(password, account)
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from None
        account.set_password(password)
        with transaction.atomic():
            account.save()
            thing = Thing("account", str(account.pk), name)
            trail.note(None, "Account made", thing)
            give_role(account, Role.ADMINISTRATOR, None)
        self.stdout.write(
            f"“{name}” administers the portal. Sign in at /accounts/login/, then add a second "
            "factor at /accounts/2fa/. Whoever edits a report does not publish it: give a second "
            "account the role Reviewer under /admin/, or start the portal with "
            "AUTHORS_MAY_PUBLISH=yes."
        )

    def password(self):
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        first = getpass.getpass("Password: ")
        if first != getpass.getpass("Once more: "):
            raise CommandError("The two are not the same. No account was made.")
        return first
