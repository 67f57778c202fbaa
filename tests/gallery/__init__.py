"""Every partial template with made-up records, at /gallery/: `make gallery`."""
