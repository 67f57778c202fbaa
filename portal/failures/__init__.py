"""Failures of database, disk and search index: causes and messages."""
