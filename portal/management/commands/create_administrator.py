"""manage.py create_administrator NAME"""

import getpass
import sys

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.accounts.models import EmergencyAccount
from portal.accounts.role_assignment import give_role
from portal.accounts.roles import Role
from portal.audit import log
from portal.audit.log import AuditTarget

EMERGENCY_ADVICE = (
    "This is an emergency account. Sign in with it now, set up its second factor, and keep password, "
    "second factor and recovery codes in a safe place. Each use is in the audit log."
)


class Command(BaseCommand):
    help = (
        "Create an administrator account. The command prompts twice for the password, or reads it "
        "from the first line of standard input."
    )

    def add_arguments(self, parser):
        parser.add_argument("name")
        parser.add_argument("--email", default="")
        parser.add_argument(
            "--emergency",
            action="store_true",
            help="an account that may sign in with a password even with OIDC_ONLY=yes; it needs a "
            "second factor",
        )

    def handle(self, *, name, email, emergency, **options):
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
            if emergency:
                EmergencyAccount.objects.create(account=account)
                log.log(None, "Made an emergency account", target)
        if emergency:
            self.stdout.write(EMERGENCY_ADVICE)
        self.stdout.write(
            f"“{name}” is now an administrator. Sign in at /accounts/login/, then add a second "
            "factor at /accounts/2fa/. An account cannot publish a report that it edited: give a second "
            "account the role Reviewer under “Accounts”, or start the portal with "
            "AUTHORS_MAY_PUBLISH=yes."
        )

    def read_password(self):
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        first = getpass.getpass("Password: ")
        if first != getpass.getpass("Repeat password: "):
            raise CommandError("Passwords do not match. No account was created.")
        return first
