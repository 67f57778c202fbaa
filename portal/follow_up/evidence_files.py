"""Files sent in as evidence: checked in the sandbox, stored once, never changed."""

import hashlib

from portal.audit import log
from portal.audit.log import Account
from portal.content.attachments import CheckedFile, shortened
from recommendations.models import EvidenceFile


def store_file(*, file: CheckedFile, by: Account = None) -> EvidenceFile:
    """Return the stored file; one with the same bytes is not stored again.

    `portal.content.attachments.check_file` checks a file, before any transaction.
    """
    stored, _ = EvidenceFile.objects.get_or_create(
        sha256=hashlib.sha256(file.content).hexdigest(),
        defaults={
            "name": shortened(file.name),
            "media_type": file.media_type,
            "content": file.content,
            "size": len(file.content),
            "added_by": log.account_name(by),
        },
    )
    return stored
