"""Assignment of roles to accounts."""

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Q

from portal.accounts import roles
from portal.accounts.roles import Role
from portal.accounts.sessions import end_sessions
from portal.audit import log
from portal.audit.log import AuditTarget


def administrators():
    in_role = Q(groups__name=Role.ADMINISTRATOR) | Q(is_superuser=True)
    return User.objects.filter(in_role, is_active=True).distinct()


def is_last_administrator(account):
    accounts = administrators()
    is_administrator = accounts.filter(pk=account.pk).exists()
    return is_administrator and not accounts.exclude(pk=account.pk).exists()


@transaction.atomic
def give_role(account, role, by, comment=""):
    """Replace the role of the account and write to the audit log.

    An account whose role is removed or lowered is signed out everywhere, so that no old session
    regains the role if it is granted again.
    """
    before = roles.highest_role(account) or ""
    if account.is_superuser and role != Role.ADMINISTRATOR:
        account.is_superuser = False
        account.save(update_fields=["is_superuser"])
    groups = [Group.objects.get_or_create(name=role)[0]] if role else []
    account.groups.set(groups)
    vars(account).pop("cached_role", None)
    if rank(role) < rank(before):
        end_sessions(account)
    if role != before:
        log.log(
            by,
            f"Role: {before or 'none'} → {role or 'none'}",
            AuditTarget("account", str(account.pk), account.get_username()),
            comment=comment,
        )


def rank(role):
    """Return the position of a role among all; an empty one comes first."""
    return ["", *Role].index(role)
