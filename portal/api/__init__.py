"""The read-only JSON API over the published records."""
