"""Recommendations of workshops. Imports reports; the portal imports it."""
