"""Briefings: a selection of records as a document to take into a meeting."""
