"""Write entries of the audit log."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.audit.models import AuditEntry
from reports.text import clean_line, clean_text

SYSTEM_NAME = "The portal"
# The length of the columns `by_name`.
NAME_LENGTH = 200
MAX_ACTION_LENGTH = 300

# An account, or None for a command.
Account = Any


@dataclass(frozen=True)
class AuditTarget:
    """What an action is done to, as the audit log names it."""

    target_type: str
    target_key: str
    target_name: str = ""

    @classmethod
    def of(cls, record) -> "AuditTarget":
        key = getattr(record, "slug", "") or str(record.pk)
        return cls(str(record._meta.verbose_name), key, str(record))


def account_name(by: Account) -> str:
    """Return the name of the account, cut to the length of the column that stores it."""
    return clean_line(by.get_full_name() or by.get_username())[:NAME_LENGTH] if by else SYSTEM_NAME


def log(
    by: Account,
    action: str,
    target: AuditTarget,
    fingerprints: tuple[str, str] = ("", ""),
    comment: str = "",
) -> AuditEntry:
    """Write an entry. Call it inside the transaction of the action.

    `fingerprints` are those of the target before and after.
    """
    entry = entry_of(by, action, target, comment)
    entry.before, entry.after = fingerprints
    entry.save()
    return entry


def log_each(
    by: Account, actions: Iterable[tuple[str, AuditTarget]], comment: str = ""
) -> list[AuditEntry]:
    """Write an entry for each action, in few queries. Call it inside the transaction of the actions."""
    entries = [entry_of(by, action, target, comment) for action, target in actions]
    return AuditEntry.objects.bulk_create(entries, batch_size=500)


def entry_of(by: Account, action: str, target: AuditTarget, comment: str) -> AuditEntry:
    return AuditEntry(
        by_key=by.pk if by else None,
        by_name=account_name(by),
        action=clean_line(action)[:MAX_ACTION_LENGTH],
        target_type=target.target_type,
        target_key=target.target_key,
        target_name=clean_line(target.target_name),
        comment=clean_text(comment),
    )
