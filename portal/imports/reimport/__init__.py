"""Reimport: align a newer version of a document with its report, summarize and apply the plan."""
