"""The one event of the domain, sent on purpose and never by a save."""

from django.dispatch import Signal

# Sent with `report` inside the transaction that changed what its readers may see.
report_changed = Signal()
