"""A report as a value: snapshots, edits, revisions, draft versions, and the code that writes them."""
