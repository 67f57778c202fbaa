"""Pages for editors, under /editing/. Never cached."""
