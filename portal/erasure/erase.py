"""Erase an account: its rows are deleted, and records that outlive it get a pseudonym."""

from django.contrib.auth.models import User
from django.db import transaction

from portal.accounts import roles
from portal.accounts.identity_provider.logged_identity import forget_identities
from portal.accounts.role_assignment import is_last_administrator
from portal.accounts.sessions import end_sessions
from portal.audit import log
from portal.audit.log import Account, AuditTarget
from portal.audit.models import AuditEntry
from portal.erasure.author_columns import AUTHOR_COLUMNS
from portal.redaction.permit import permit

LAST_ADMINISTRATOR = "This is the only administrator. Add another administrator first."


class ErasureRefusedError(ValueError):
    """The account cannot be erased; the message says why, and what to do."""


@transaction.atomic
def erase_account(account: User, by: Account = None) -> str:
    """Erase the account, and return the pseudonym. Raises ErasureRefusedError.

    Name, address, password, factors, sessions and notices are deleted. The audit log
    and the history keep what was done, under the pseudonym: without these entries, nobody could
    follow who reviewed whose work.
    """
    account = User.objects.select_for_update().get(pk=account.pk)
    if is_last_administrator(account):
        raise ErasureRefusedError(LAST_ADMINISTRATOR)
    key, pseudonym, names = account.pk, pseudonym_of(account), names_of(account)
    target = AuditTarget("account", str(key), pseudonym)
    log.log(by, "Account erased", target)
    with permit():
        # Before the deletion, which empties the key in revisions.
        replace_names(key, names, pseudonym)
        forget_identities(account, pseudonym)
        end_sessions(account)
        account.delete()
        # For the entries that the deletion has written: factors removed, for example.
        replace_names(key, names, pseudonym)
        about_it = AuditEntry.objects.filter(target_type="account", target_key=str(key))
        about_it.update(target_name=pseudonym)
    return pseudonym


def pseudonym_of(account: User) -> str:
    role = roles.highest_role(account)
    return f"Former {role.label.lower() if role else 'account'} {account.pk}"


def names_of(account: User) -> set[str]:
    """Return the names that the account has used, except any that another account has now."""
    entries = AuditEntry.objects.filter(by_key=account.pk)
    names = {log.account_name(account), *entries.values_list("by_name", flat=True)}
    others = User.objects.exclude(pk=account.pk)
    return names - {log.account_name(other) for other in others.iterator()}


def replace_names(key: int, names: set[str], pseudonym: str) -> None:
    for column in AUTHOR_COLUMNS:
        column.rows_of(key, names).update(**{column.name: pseudonym})
