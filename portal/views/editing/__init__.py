"""The editors' pages, at /editing/. Nobody else sees them, and nothing of them is cached."""
