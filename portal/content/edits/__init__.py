"""Edits of a report: pure functions from snapshot to snapshot, with their refusals."""
