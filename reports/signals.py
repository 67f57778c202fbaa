"""The events of the domain, sent on purpose and never by a save."""

from django.dispatch import Signal

# Sent with `report` inside the transaction that changed what its readers may see.
report_changed = Signal()

# Sent with `record` of a register, its columns `before` and `after` (None where there are none)
# and `by` whom, inside the transaction that stores or deletes it.
record_saved = Signal()

# The other two are sent by publishing.move alone, inside its transaction.

# With `report`, a next draft: it is to take the place of what readers have.
next_draft_published = Signal()
# With `report`, the status `before`, `by` whom and the `comment`.
report_moved = Signal()
