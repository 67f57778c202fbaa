"""Edits beside the source: split, join, retype, attribute. No character is lost."""
