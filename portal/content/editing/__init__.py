"""Edits through forms: locators, save, structure."""
