"""Carry redactions into a database that does not have them: a backup from before them, for example."""

import json
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.dateparse import parse_datetime

from portal.audit import log
from portal.audit.log import Account, AuditTarget
from portal.redaction import service
from portal.redaction.hashes import keyed_hash, matcher_of
from portal.redaction.models import Redaction
from portal.redaction.table_locks import lock_tables

COPIED = ("reason", "legal_ground", "counts", "hashes")
# Accounts by key and hash: one that is erased later must not come back by its name.
ACCOUNTS = ("proposed_by", "decided_by")
FORMER = "Former account"
# Shows whether two portals have the same secret key.
KEY_CHECK = "key check"


class OtherKeyError(ValueError):
    """The file was written with another SECRET_KEY: its hashes are useless here."""


def written_redactions() -> str:
    """Return all applied redactions as JSON. It has no words, and is of use with the same SECRET_KEY only."""
    rows = [
        {name: getattr(one, name) for name in COPIED}
        | {name: hashed_account(one, name) for name in ACCOUNTS}
        | {"decided_at": one.decided_at.isoformat()}
        for one in Redaction.objects.applied().order_by("pk")
    ]
    return json.dumps({"key_check": keyed_hash(KEY_CHECK), "redactions": rows}, indent=1)


@transaction.atomic
def reapply(text: str) -> dict[str, int]:
    """Apply the redactions of a file, and record those that are new here; return what was masked.

    Raises OtherKeyError, or ValueError if the file was not written by export_redactions.
    """
    content = json.loads(text)
    if not isinstance(content, dict) or "redactions" not in content:
        raise ValueError("This file was not written by export_redactions.")
    if content.get("key_check") != keyed_hash(KEY_CHECK):
        raise OtherKeyError(
            "The file was written with another SECRET_KEY. Set that key, and try again."
        )
    lock_tables()
    known = {frozenset(one.hash_set) for one in Redaction.objects.applied()}
    hashes = set()
    for row in content["redactions"]:
        own = {(length, digest) for length, digest in row["hashes"]}
        hashes |= own
        if frozenset(own) not in known:
            record(row)
    counts = service.apply(matcher_of(hashes))
    Redaction.objects.applied().update(change_key=service.newest_change_key())
    target = AuditTarget("redaction", "", "All redactions")
    log.log(None, "Redactions applied again", target, comment=str(counts))
    return counts


def record(row: dict[str, Any]) -> None:
    values = {name: row[name] for name in COPIED}
    for name in ACCOUNTS:
        account = known_account(*row[name])
        values[name] = log.account_name(account) if account else FORMER
        values[f"{name}_key"] = account.pk if account else None
    decided_at = parse_datetime(row["decided_at"])
    Redaction.objects.create(status=Redaction.Status.APPLIED, decided_at=decided_at, **values)


def hashed_account(redaction: Redaction, name: str) -> tuple[int | None, str]:
    """Return the key of the account that proposed or decided, and the keyed hash of its name."""
    return getattr(redaction, f"{name}_key"), keyed_hash(getattr(redaction, name))


def known_account(key: int | None, hashed_name: str) -> Account:
    """Return the account if it still has the name; a restored database may give its key to another one."""
    account = User.objects.filter(pk=key).first()
    return account if account and keyed_hash(log.account_name(account)) == hashed_name else None
