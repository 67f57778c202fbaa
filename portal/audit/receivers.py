"""Write an audit entry for every change of a person, organization, theme or instrument."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.dispatch import receiver

from portal.audit import log
from portal.audit.log import AuditTarget
from reports.signals import record_saved


@receiver(record_saved)
def log_entity_change(sender, record, before, after, by, **signal):
    actions = {
        (True, True): "Changed",
        (False, True): "Added",
        (True, False): "Deleted",
    }
    action = actions[bool(before), bool(after)]
    fingerprints = fingerprint(before), fingerprint(after)
    log.log(by, action, AuditTarget.of(record), fingerprints)


def fingerprint(columns):
    """Return the SHA-256 of a record's columns, or "" for no record."""
    if columns is None:
        return ""
    text = json.dumps(columns, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
