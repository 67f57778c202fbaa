"""Add, describe, move and remove the files attached to a report.

Attachments are not part of a version: readers of a published report see every change immediately.
Only those who may publish may then change them.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.audit import log
from portal.audit.log import AuditTarget
from portal.content import draft_version
from portal.content.locking import SaveRefusedError
from portal.content.redacted_texts import refuse_withheld
from portal.documents import sandbox
from portal.documents.attachments.media_types import name_with_ending
from reports.models import Attachment, RemovedUrl, Report
from reports.signals import report_changed

MAX_ATTACHMENTS = 40
MAX_NAME_LENGTH = 255
UP, DOWN = -1, 1


@dataclass(frozen=True)
class Description:
    """How editors describe a file."""

    title: str = ""
    kind: str = Attachment.Kind.OTHER
    annex_label: str = ""


@dataclass(frozen=True)
class CheckedFile:
    """A file whose type was determined from its content."""

    name: str
    media_type: str
    content: bytes


def check_file(name: str, content: bytes) -> CheckedFile:
    """Return the file with its type; call it before a transaction, as it takes a while.

    Raises UnreadableError with a message for the sender.
    """
    media_type = sandbox.check_attachment(name, content)
    return CheckedFile(name_with_ending(name, media_type), media_type, content)


def add(report: Report, file: CheckedFile, description: Description, *, by: Any) -> Attachment:
    """Attach the file at the end of the list. Raises SaveRefusedError with a message."""
    sha256 = hashlib.sha256(file.content).hexdigest()
    with change_of(report, by) as root:
        refuse_withheld(file.content)
        refuse_excess(root, sha256)
        last = root.attachments.in_listing_order().last()
        attachment = Attachment.objects.create(
            report=root,
            position=last.position + 1 if last else 1,
            title=description.title or file.name,
            kind=description.kind,
            annex_label=description.annex_label,
            name=shortened(file.name),
            media_type=file.media_type,
            content=file.content,
            size=len(file.content),
            sha256=sha256,
            added_by=log.account_name(by),
        )
        log_change(by, "File attached", attachment, before="")
    return attachment


def refuse_excess(root: Report, sha256: str) -> None:
    if same := root.attachments.filter(sha256=sha256).first():
        raise SaveRefusedError(f"The same file is already attached, as “{same.title}”.")
    if root.attachments.count() >= MAX_ATTACHMENTS:
        raise SaveRefusedError(
            f"The report has {MAX_ATTACHMENTS} attachments, the limit. Remove one first."
        )


def shortened(name: str) -> str:
    """Return the name, cut before its extension if it is too long."""
    stem, dot, ending = name.rpartition(".")
    return stem[: MAX_NAME_LENGTH - len(dot + ending)] + dot + ending


def describe(attachment: Attachment, description: Description, version: int, *, by: Any) -> None:
    """Save title, kind and annex. Raises StaleSaveError if another editor has saved them."""
    with change_of(attachment.report, by) as root:
        stored = get_attachment(root, attachment.pk)
        stored.bump_version(version)
        before = stored.title
        stored.title = description.title or stored.name
        stored.kind, stored.annex_label = description.kind, description.annex_label
        stored.save(update_fields=["title", "kind", "annex_label"])
        comment = f"before: {before}" if before != stored.title else ""
        log_change(by, "Attachment described", stored, comment)


def change_position(attachment: Attachment, direction: int, *, by: Any) -> None:
    """Move the attachment up or down by one place in the list, if there is one."""
    with change_of(attachment.report, by) as root:
        stored = get_attachment(root, attachment.pk)
        listed = list(root.attachments.in_listing_order())
        place = listed.index(stored)
        target = min(max(place + direction, 0), len(listed) - 1)
        listed.insert(target, listed.pop(place))
        for position, item in enumerate(listed, start=1):
            root.attachments.filter(pk=item.pk).update(position=position)
        log_change(by, "Attachment moved", stored, f"place {place + 1} to {target + 1}")


def remove(attachment: Attachment, version: int, *, by: Any) -> None:
    """Remove the file. If readers may know its address, the address answers 410 from now on."""
    with change_of(attachment.report, by) as root:
        stored = get_attachment(root, attachment.pk)
        stored.bump_version(version)
        if root.published_at:
            RemovedUrl.objects.update_or_create(
                report=root, path=stored.path, defaults={"text": stored.title}
            )
        log_change(by, "Attachment removed", stored, after="")
        stored.delete()


@contextmanager
def change_of(report: Report, by: Any) -> Iterator[Report]:
    """Lock the report, check the permission, and send `report_changed` after the change.

    Raises SaveRefusedError if the account may not change attachments in the report's status.
    """
    with transaction.atomic():
        root = draft_version.lock_root(report)
        if by and not roles.may(by, Permission.ATTACH, root):
            raise SaveRefusedError(
                f"“{root}” is {root.get_status_display().lower()}: your role may not change its "
                "attachments in this status."
            )
        yield root
        report_changed.send(sender=Report, report=root)


def get_attachment(root: Report, key: int) -> Attachment:
    """Return the attachment as stored. Raises SaveRefusedError if it was removed."""
    attachment = root.attachments.filter(pk=key).first()
    if attachment is None:
        raise SaveRefusedError("Another editor has removed this attachment.")
    return attachment


def log_change(
    by: Any,
    action: str,
    attachment: Attachment,
    comment: str = "",
    **fingerprints: str,
) -> None:
    """Write an entry of the audit log with the SHA-256 of the file `before` and `after`."""
    details = f"“{attachment.title}” ({attachment.name})"
    log.log(
        by,
        action,
        AuditTarget.of(attachment.report),
        tuple(fingerprints.get(moment, attachment.sha256) for moment in ("before", "after")),
        f"{details}; {comment}" if comment else details,
    )
