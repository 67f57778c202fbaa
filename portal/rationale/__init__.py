"""Suggest which statements of a report led to its recommendations."""
