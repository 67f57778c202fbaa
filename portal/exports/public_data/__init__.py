"""All public data as files: CSV, JSON Lines and SQLite in a dated ZIP archive."""
