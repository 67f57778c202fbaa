"""Exports of lists and reports."""
