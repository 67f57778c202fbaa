"""Redaction: a passage is masked wherever it is stored, and recognized if it comes back."""
