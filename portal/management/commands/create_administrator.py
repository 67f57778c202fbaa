"""manage.py create_administrator NAME"""

import getpass
import sys

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.accounts.role_assignment import give_role
from portal.accounts.roles import Role
from portal.audit import log
from portal.audit.log import AuditTarget


class Command(BaseCommand):
    help = (
        "Create an administrator account. The command prompts twice for the password, or reads it "
        "from the first line of standard input."
    )

    def add_arguments(self, parser):
        parser.add_argument("name")
        parser.add_argument("--email", default="")

    def handle(self, *, name, email, **options):
        if User.objects.filter(username__iexact=name).exists():
            raise CommandError(f"An account named “{name}” already exists.")
        account = User(username=name, email=email, is_staff=True)
        password = self.read_password()
        try:
            account.full_clean(exclude=["password"])
            validate_password(password, account)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        account.set_password(password)
        with transaction.atomic():
            account.save()
            target = AuditTarget("account", str(account.pk), name)
            log.log(None, "Account created", target)
            give_role(account, Role.ADMINISTRATOR, None)
        self.stdout.write(
            f"“{name}” is now an administrator. Sign in at /accounts/login/, then add a second "
            "factor at /accounts/2fa/. An account cannot publish a report that it edited: give a second "
            "account the role Reviewer under /admin/, or start the portal with "
            "AUTHORS_MAY_PUBLISH=yes."
        )

    def read_password(self):
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        first = getpass.getpass("Password: ")
        if first != getpass.getpass("Repeat password: "):
            raise CommandError("Passwords do not match. No account was created.")
        return first
