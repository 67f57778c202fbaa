"""Files sent in as evidence: checked in the sandbox, stored once, never changed."""

import hashlib

from django.db import transaction

from portal.audit import log
from portal.audit.log import Account
from portal.content.attachments import CheckedFile, shortened
from portal.content.redacted_texts import refuse_withheld
from portal.redaction.table_locks import wait_for_redaction
from recommendations.models import EvidenceFile


@transaction.atomic
def store_file(*, file: CheckedFile, by: Account = None) -> EvidenceFile:
    """Return the stored file; the same bytes under the same name are not stored again.

    Under another name, they are stored again: readers must not see a name from a submission that
    is not public. Raises SaveRefusedError for a file that a redaction has withheld.

    `portal.content.attachments.check_file` checks a file, before any transaction.
    """
    wait_for_redaction()
    refuse_withheld(file.content)
    stored, _ = EvidenceFile.objects.get_or_create(
        sha256=hashlib.sha256(file.content).hexdigest(),
        name=shortened(file.name),
        media_type=file.media_type,
        defaults={
            "content": file.content,
            "size": len(file.content),
            "added_by": log.account_name(by),
        },
    )
    return stored
