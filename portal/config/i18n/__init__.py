"""Internationalization: language selection, catalogs, date formats."""
