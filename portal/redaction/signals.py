"""The signal of a redaction; whoever keeps derived data deletes it after the commit."""

from django.dispatch import Signal

# Sent inside the transaction of a redaction.
redacted = Signal()
