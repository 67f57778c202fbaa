"""The accounts of the demonstration, with passwords that are printed once and stored nowhere."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from portal.accounts.role_assignment import give_role
from portal.accounts.roles import Role
from portal.audit import log
from portal.audit.log import AuditTarget

EDITOR, REVIEWER = "editor", "reviewer"
ROLES = {EDITOR: Role.EDITOR, REVIEWER: Role.REVIEWER}
PASSWORD_BYTES = 12


@dataclass(frozen=True)
class Team:
    """The editor and the reviewer who load everything; None for one that was deleted."""

    editor: User | None
    reviewer: User | None

    @classmethod
    def load(cls) -> "Team":
        accounts = {one.username: one for one in User.objects.filter(username__in=ROLES)}
        return cls(accounts.get(EDITOR), accounts.get(REVIEWER))


@transaction.atomic
def create_accounts() -> dict[str, str]:
    """Create both accounts; return their passwords by name."""
    return {name: create_account(name, role) for name, role in ROLES.items()}


def create_account(name: str, role: Role) -> str:
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    account = User.objects.create_user(name, password=password)
    log.log(None, "Account created", AuditTarget("account", str(account.pk), name))
    give_role(account, role, None)
    return password
