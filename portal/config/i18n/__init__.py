"""Internationalization: language selection, catalogues, date formats."""
