"""Store what a redaction changes. Call it inside its transaction, with the permit."""

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.redaction.hashes import sealed
from portal.redaction.search import Findings, RowChange
from portal.redaction.text_columns import text_columns
from recommendations.follow_up import EvidenceFile
from reports.models import Attachment, ProposedSource, SourceDocument

ENTITY_TYPES = ("person", "organization", "theme", "instrument")
HASH_COLUMNS = ("before", "after")
FILE_MODELS = {model._meta.label: model for model in (SourceDocument, Attachment, EvidenceFile)}


def store_rows(findings: Findings) -> dict[str, str]:
    """Store all rows; return {hash: the one in its place} of the revisions."""
    new_hashes: dict[str, str] = {}
    for model, rows in findings.rows.items():
        unique = [column.name for column in text_columns(model) if column.is_unique]
        for row in rows:
            stored = model._base_manager.filter(pk=row.key)
            if row.after is None:
                stored.delete()
                continue
            values = dict(row.after)
            for name in unique:
                if name in values:
                    values[name] = free_value(model, name, values[name], row.key)
            values |= derived_values(model, row, new_hashes)
            stored.update(**values)
    # An address is kept only while its reader follows something.
    apps.get_model("notifications", "Subscriber").objects.filter(subscriptions=None).delete()
    return new_hashes


def free_value(model: type[models.Model], name: str, value: str, key: Any) -> str:
    """Return the value, with the key of its row added if another row has the same value."""
    others = model._base_manager.exclude(pk=key)
    return f"{value} {key}" if others.filter(**{name: value}).exists() else value


def derived_values(
    model: type[models.Model], row: RowChange, new_hashes: dict[str, str]
) -> dict[str, Any]:
    """Return the columns that follow from a masked one."""
    label = model._meta.label
    after = row.after or {}
    if label == "content.Revision" and "content" in after:
        before, now = sha256_of(row.before["content"]), sha256_of(after["content"])
        new_hashes[before] = now
        return {"sha256": now}
    if label == "search.ArchivedRecord":
        return {"digest": sha256_of(after["value"]), "changed": next_archive_run()}
    return {}


def sha256_of(compressed: bytes) -> str:
    return hashlib.sha256(zlib.decompress(compressed)).hexdigest()


def next_archive_run() -> int:
    """Return the run that the index of the archive has not seen yet."""
    runs = apps.get_model("search", "ArchiveRun").objects
    return int(runs.aggregate(last=Max("pk"))["last"] or 0) + 1


def withhold_files(files: Iterable[tuple[str, int]]) -> dict[str, str]:
    """Delete the content of files; return {hash: the keyed one in its place}."""
    new_hashes = {}
    for label, key in files:
        model = FILE_MODELS[label]
        stored = model._base_manager.filter(pk=key).values("sha256").first()
        if stored is None:
            continue
        values: dict[str, Any] = {"content": b"", "sha256": sealed(stored["sha256"])}
        if model is SourceDocument:
            values["withheld_at"] = timezone.now()
        else:
            values["size"] = 0
        model._base_manager.filter(pk=key).update(**values)
        new_hashes[stored["sha256"]] = values["sha256"]
    return new_hashes


def delete_proposed_files(report_keys: Iterable[int]) -> int:
    """Delete the files of newer versions that wait for a decision: nobody has searched them."""
    deleted, _ = ProposedSource.objects.filter(report__in=report_keys).delete()
    return deleted


def replace_hashes(new_hashes: Mapping[str, str], slugs: Iterable[str]) -> None:
    """Replace hashes in the audit log: by those of what is stored now; for entities, by keyed ones.

    `slugs` are those that the masked people, organizations, themes and instruments have now. The
    log remains a chain: what an entry says was there after it, the next one says was there before.
    """
    of_entity = Q(target_type__in=ENTITY_TYPES, target_key__in=list(slugs))
    replaced = dict(new_hashes)
    for pair in AuditEntry.objects.filter(of_entity).values_list(*HASH_COLUMNS):
        replaced |= {digest: sealed(digest) for digest in pair if digest}
    entries = AuditEntry.objects.exclude(before="", after="").values_list("pk", *HASH_COLUMNS)
    changed = [
        (
            key,
            {
                name: replaced.get(digest, digest)
                for name, digest in zip(HASH_COLUMNS, pair, strict=True)
            },
        )
        for key, *pair in entries.iterator()
        if replaced.keys() & set(pair)
    ]
    for key, values in changed:
        AuditEntry.objects.filter(pk=key).update(**values)
