"""Domain signals, sent explicitly and never by a save."""

from django.dispatch import Signal

# Sent with `report` inside the transaction that changed its public content.
report_changed = Signal()

# Sent with a shared `record`, its column values `before` and `after` (None if new or deleted)
# and the user `by`, inside the transaction that stores or deletes it.
record_saved = Signal()

# Sent by publishing.transition only, inside its transaction, with `report`, the status `before`, the user `by` and the `comment`.
report_status_changed = Signal()
