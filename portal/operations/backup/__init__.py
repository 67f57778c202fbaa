"""Backups: rows of all tables in a portable form, and what is kept beside the database."""
