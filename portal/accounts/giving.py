"""Giving an account its role."""

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Q

from portal.accounts import roles
from portal.accounts.roles import Role
from portal.accounts.sessions import end_sessions
from portal.audit import trail
from portal.audit.trail import Thing


def administrators():
    """Return the accounts that administer the portal."""
    in_role = Q(groups__name=Role.ADMINISTRATOR) | Q(is_superuser=True)
    return User.objects.filter(in_role, is_active=True).distinct()


@transaction.atomic
def give_role(account, role, by):
    """Put the account in the role, and in no other; the trail keeps the change.

    Whose role is taken away, or becomes a lower one, is signed out everywhere: were it given
    back, no session from before would act in it.
    """
    before = roles.role_given(account) or ""
    if account.is_superuser and role != Role.ADMINISTRATOR:
        account.is_superuser = False
        account.save(update_fields=["is_superuser"])
    groups = [Group.objects.get_or_create(name=role)[0]] if role else []
    account.groups.set(groups)
    vars(account).pop("role_asked_for", None)
    if rank(role) < rank(before):
        end_sessions(account)
    if role != before:
        trail.note(
            by,
            f"Role: {before or 'none'} → {role or 'none'}",
            Thing("account", str(account.pk), account.get_username()),
        )


def rank(role):
    """Return how much a role may do in comparison with others; none may least."""
    return ["", *Role].index(role)
