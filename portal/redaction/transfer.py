"""Carry redactions into a database that does not have them: a backup from before them, for example."""

import json
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.dateparse import parse_datetime

from portal.audit import log
from portal.audit.log import AuditTarget
from portal.redaction import service
from portal.redaction.hashes import keyed_hash, matcher_of
from portal.redaction.models import Redaction
from portal.redaction.table_locks import lock_tables

# Accounts by their keys alone: one that is erased later must not come back by its name.
COPIED = (
    *("reason", "legal_ground", "counts", "hashes"),
    *("proposed_by_key", "decided_by_key"),
)
# Shows whether two portals have the same secret key.
KEY_CHECK = "key check"


class OtherKeyError(ValueError):
    """The file was written with another SECRET_KEY: its hashes say nothing here."""


def written_redactions() -> str:
    """Return all applied redactions as JSON. It has no words, and is of use with the same SECRET_KEY only."""
    rows = [
        {name: getattr(one, name) for name in COPIED} | {"decided_at": one.decided_at.isoformat()}
        for one in Redaction.objects.applied().order_by("pk")
    ]
    return json.dumps({"key_check": keyed_hash(KEY_CHECK), "redactions": rows}, indent=1)


@transaction.atomic
def reapply(text: str) -> dict[str, int]:
    """Apply the redactions of a file, and record those that are not known; return what was masked.

    Raises OtherKeyError, ValueError if the file is another one.
    """
    content = json.loads(text)
    if not isinstance(content, dict) or "redactions" not in content:
        raise ValueError("This file was not written by export_redactions.")
    if content.get("key_check") != keyed_hash(KEY_CHECK):
        raise OtherKeyError(
            "The file was written with another SECRET_KEY. Set the one of that portal, and try again."
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
    Redaction.objects.create(
        status=Redaction.Status.APPLIED,
        decided_at=parse_datetime(row["decided_at"]),
        proposed_by=name_of(row["proposed_by_key"]),
        decided_by=name_of(row["decided_by_key"]),
        **{name: row[name] for name in COPIED},
    )


def name_of(key: int | None) -> str:
    """Return the name of the account with this key, or a pseudonym if there is none."""
    account = User.objects.filter(pk=key).first()
    return log.account_name(account) if account else f"Former account {key}"
