"""Parse a document's text and layout into a ParsedReport. Pure: no Django, no database."""
