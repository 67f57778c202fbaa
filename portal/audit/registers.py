"""What is done to the registers, in the trail: heard from whoever stores there."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.dispatch import receiver

from portal.audit import trail
from portal.audit.trail import Thing
from reports.signals import record_saved


@receiver(record_saved)
def write_it_down(sender, record, before, after, by, **signal):
    deeds = {(True, True): "Changed", (False, True): "Added", (True, False): "Deleted"}
    deed = deeds[bool(before), bool(after)]
    trail.note(by, deed, Thing.of(record), (fingerprint(before), fingerprint(after)))


def fingerprint(columns):
    """Return the SHA-256 of a record's columns, or nothing for no record."""
    if columns is None:
        return ""
    text = json.dumps(columns, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
