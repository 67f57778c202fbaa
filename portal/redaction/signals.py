"""The signal of a redaction; modules that keep derived data delete it after the commit."""

from django.dispatch import Signal

# Sent inside the transaction of a redaction.
redacted = Signal()
